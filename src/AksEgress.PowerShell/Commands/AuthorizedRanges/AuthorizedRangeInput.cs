using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Commands;

/// <summary>Interprets the pipeline input of the cmdlets that change authorized IP ranges.</summary>
internal static class AuthorizedRangeInput
{
    private const string IpRange = nameof(IpRange);

    /// <summary>Columns of ranges and addresses that don't affect the change.</summary>
    public static readonly string[] OtherColumns =
        ["Name", "ClusterName", "ResourceGroupName", "OutboundType", "Covers", "Source", "Via", "Subnet", "PublicIpId", "AddressState"];

    /// <summary>True for an object that describes an authorized IP range.</summary>
    public static bool IsDescribed(PipedObject? input) =>
        input is { Kind: PipedKind.AuthorizedRange or PipedKind.EgressAddress or PipedKind.Row };

    /// <summary>The address of a piped public IP address, as a list; null for other input.</summary>
    public static string[]? AddressOf(PipedObject? input) =>
        !IsPublicIp(input) ? null : input!["IpAddress"] is { } address ? [address] : [];

    /// <summary>Refuses typed ranges that differ from a piped range.</summary>
    /// <exception cref="EgressException">PipelineInputConflict.</exception>
    public static void RequireSame(EgressCmdletBase cmdlet, PipedObject input, string[] typed)
    {
        var range = input[IpRange] ?? input["IpAddress"];
        if (range is not null && cmdlet.IsTyped(IpRange) && !(typed is [var only] && only == range))
        {
            throw Subject.Conflict("The range", range, IpRange, string.Join(", ", typed), range);
        }
    }

    /// <summary>
    /// True if a piped address or range applies to the cluster on the command line, and doesn't identify a cluster itself.
    /// </summary>
    public static bool ProvidesRangeOnly(EgressCmdletBase cmdlet, PipedObject? input, bool takesRangesOfOthers) =>
        IsPublicIp(input)
        || (IsDescribed(input) && input!["ClusterName"] is null && input["Name"] is null
            && (input.Kind != PipedKind.Row || input.Has("IpAddress") || input.Has(IpRange)))
        || (input is not null && (input.Kind == PipedKind.EgressAddress || (takesRangesOfOthers && input.Kind == PipedKind.AuthorizedRange))
            && (cmdlet.IsTyped("Name") || cmdlet.IsTyped("ResourceId")));

    /// <summary>Writes the authorized IP ranges of a cluster.</summary>
    public static void Write(IReadOnlyList<AuthorizedIpRange> ranges, ICommandStreams streams)
    {
        foreach (var range in ranges)
        {
            streams.Result(range);
        }
    }

    private static bool IsPublicIp(PipedObject? input) => input?.Id?.ResourceType == ResourceTypes.PublicIps;
}
