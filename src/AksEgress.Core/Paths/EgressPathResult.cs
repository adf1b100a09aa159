using AksEgress.Core.Firewalls;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Paths;

/// <summary>The egress path from a subnet to a destination.</summary>
public sealed class EgressPathResult
{
    /// <summary>The cluster's name.</summary>
    public required string ClusterName { get; init; }

    /// <summary>The cluster's resource group.</summary>
    public required string ResourceGroupName { get; init; }

    /// <summary>The cluster's subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The outbound type that was evaluated.</summary>
    public required string OutboundType { get; init; }

    /// <summary>The subnet; <c>(managed)</c> in a virtual network that AKS manages.</summary>
    public required string Subnet { get; init; }

    /// <summary>The node pools with this path.</summary>
    public required OutputList<string> NodePool { get; init; }

    /// <summary>The destination without its port: a name, an address, a range, or a service tag.</summary>
    public required string Destination { get; init; }

    /// <summary>HTTPS, HTTP, TCP, or UDP.</summary>
    public required string Protocol { get; init; }

    /// <summary>The destination port.</summary>
    public required int Port { get; init; }

    /// <summary>required, recommended, or conditional; user for a destination that was specified.</summary>
    public required string Required { get; init; }

    /// <summary>Allowed, Denied, or Unknown.</summary>
    public required PathVerdict Verdict { get; init; }

    /// <summary>The resource and rule that decide.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>The IP addresses that the destination sees; empty if the traffic is denied or stays in the network.</summary>
    public required OutputList<string> EgressIpAddress { get; init; }

    /// <summary>The steps of the path.</summary>
    public required OutputList<PathHop> Hops { get; init; }

    /// <summary>
    /// Derived: follows by Azure's rules from the resources as read. Unknown: depends on something that isn't known.
    /// </summary>
    public required string Confidence { get; init; }

    /// <summary>Why the verdict is what it is.</summary>
    public required string Reason { get; init; }

    /// <summary>Why the verdict is Unknown; None for any other verdict.</summary>
    public UnknownReason UnknownReason { get; init; }

    /// <summary>The command that allows the traffic or shows more; null if there is nothing to do.</summary>
    public string? Next { get; init; }

    /// <summary>The cluster's ID.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The firewall on the path, or null.</summary>
    internal Firewall? Firewall { get; init; }

    /// <summary>The feature that requires the destination; null for one that was specified.</summary>
    internal string? Feature { get; init; }

    /// <summary>The path as text, a line for each step. A property, because views can't call methods in ConstrainedLanguage mode.</summary>
    public string Picture
    {
        get
        {
            var lines = new List<string>
            {
                $"   {Subnet} ({string.Join(", ", NodePool)}) -> {Destination}:{Port} {Protocol}   {Verdict.ToString().ToUpperInvariant()}",
            };
            lines.AddRange(Hops.Select((hop, index) => $"   {index + 1}  {hop}"));
            lines.Add($"   {Reason}");
            if (Next is not null)
            {
                lines.Add($"   Next: {Next}");
            }

            return string.Join(Environment.NewLine, lines);
        }
    }

    /// <summary>The path in one line.</summary>
    public override string ToString() => $"{Verdict}: {Subnet} -> {Destination}:{Port} ({DecidedBy})";
}
