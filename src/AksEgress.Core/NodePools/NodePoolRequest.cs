using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.NodePools;

/// <summary>A node pool that is to be made. What is null is left to AKS's defaults.</summary>
public sealed record NodePoolRequest
{
    /// <summary>A pool with AKS's defaults.</summary>
    /// <param name="name">1 to 12 lower-case letters and digits, starting with a letter; 6 at the most for Windows.</param>
    public NodePoolRequest(string name) => Name = name;

    /// <summary>
    /// A pool as a table of the parameters of Add-AksEgressNodePool, such as <c>@{ Name = 'win1'; OsType = 'Windows' }</c>.
    /// </summary>
    /// <exception cref="EgressException">InvalidNodePool: no name, a member that is none, or a value of another kind.</exception>
    public NodePoolRequest(IDictionary members)
    {
        ArgumentNullException.ThrowIfNull(members);
        Name = string.Empty;
        foreach (DictionaryEntry member in members)
        {
            var value = Plain(member.Value);
            switch (member.Key.ToString()?.ToUpperInvariant())
            {
                case "NAME": Name = Text(value); break;
                case "NODECOUNT": NodeCount = Number(member.Key, value); break;
                case "VMSIZE": VmSize = Text(value); break;
                case "MODE": Mode = Text(value); break;
                case "OSTYPE": OsType = Text(value); break;
                case "OSSKU": OsSku = Text(value); break;
                case "MINCOUNT": MinCount = Number(member.Key, value); break;
                case "MAXCOUNT": MaxCount = Number(member.Key, value); break;
                case "ZONE":
                    Zone = value is string zone
                        ? [zone]
                        : value is IEnumerable zones ? [.. zones.Cast<object?>().Select(one => Text(Plain(one)))]
                        : [Text(value)];
                    break;
                case "SUBNET": SubnetId = ArmResourceId.Parse(Text(value), ResourceTypes.Subnets).Text; break;
                case "PODSUBNET": PodSubnetId = ArmResourceId.Parse(Text(value), ResourceTypes.Subnets).Text; break;
                case "DISABLEWINDOWSOUTBOUNDNAT": DisableWindowsOutboundNat = value is true; break;
                default: throw Invalid($"'{ArmNames.Shown(member.Key.ToString())}' isn't a property of a node pool.");
            }
        }

        if (Name.Length == 0)
        {
            throw Invalid("it has no Name.");
        }
    }

    /// <summary>The pool's name: 1 to 12 lower-case letters and digits, 6 at the most for Windows.</summary>
    public string Name { get; init; }

    /// <summary>Nodes at the start, 0 to 1000 (a system pool needs one); null takes MinCount or 1.</summary>
    public int? NodeCount { get; init; }

    /// <summary>The virtual machine size.</summary>
    public string? VmSize { get; init; }

    /// <summary>System or User.</summary>
    public string Mode { get; init; } = "User";

    /// <summary>Linux or Windows.</summary>
    public string OsType { get; init; } = "Linux";

    /// <summary>For example Ubuntu, AzureLinux, Windows2022 or Windows2025.</summary>
    public string? OsSku { get; init; }

    /// <summary>The fewest nodes, 0 to 1000; with <see cref="MaxCount"/> it switches the autoscaler on.</summary>
    public int? MinCount { get; init; }

    /// <summary>The most nodes, 1 to 1000 and not below <see cref="MinCount"/>.</summary>
    public int? MaxCount { get; init; }

    /// <summary>Availability zones.</summary>
    public IReadOnlyList<string>? Zone { get; init; }

    /// <summary>The id of the nodes' subnet.</summary>
    public string? SubnetId { get; init; }

    /// <summary>The id of the pods' subnet.</summary>
    public string? PodSubnetId { get; init; }

    /// <summary>True for Windows nodes that don't translate their pods' addresses themselves.</summary>
    public bool DisableWindowsOutboundNat { get; init; }

    /// <summary>True for a Windows pool.</summary>
    internal bool IsWindows => string.Equals(OsType, "Windows", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a system pool.</summary>
    internal bool IsSystem => string.Equals(Mode, "System", StringComparison.OrdinalIgnoreCase);

    /// <summary>The pool's name.</summary>
    public override string ToString() => Name;

    /// <summary>
    /// The pool as it stands in a cluster's agentPoolProfiles, with its name, or below properties of a resource of its own, without.
    /// </summary>
    internal JsonObject ToDocument(string? subnetId, string? podSubnetId, bool named)
    {
        JsonObject pool = [];
        Set(pool, "name", named ? Name : null);
        pool["mode"] = IsSystem ? "System" : "User";
        pool["type"] = "VirtualMachineScaleSets";
        pool["osType"] = IsWindows ? "Windows" : "Linux";
        pool["count"] = NodeCount ?? MinCount ?? 1;
        Set(pool, "osSKU", OsSku);
        Set(pool, "vmSize", VmSize);
        Set(pool, "vnetSubnetID", subnetId);
        Set(pool, "podSubnetID", podSubnetId);
        if (MaxCount is not null)
        {
            pool["enableAutoScaling"] = true;
            pool["minCount"] = MinCount ?? NodeCount ?? 1;
            pool["maxCount"] = MaxCount;
        }

        if (Zone is { Count: > 0 } zones)
        {
            pool["availabilityZones"] = new JsonArray([.. zones.Select(zone => JsonValue.Create(zone))]);
        }

        if (DisableWindowsOutboundNat)
        {
            pool.ObjectAt("windowsProfile")["disableOutboundNat"] = true;
        }

        return pool;
    }

    private static void Set(JsonObject pool, string member, string? value)
    {
        if (value is not null)
        {
            pool[member] = value;
        }
    }

    // PowerShell wraps values in an object of its own, which Core does not know; its text is the value's.
    private static object? Plain(object? value) =>
        value?.GetType().GetProperty("BaseObject") is { } wrapped ? wrapped.GetValue(value) : value;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static int Number(object key, object? value) =>
        int.TryParse(Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid($"{key} must be a whole number, not '{ArmNames.Shown(Text(value))}'.");

    private static EgressException Invalid(string why) => EgressErrors.InvalidNodePool(why);
}
