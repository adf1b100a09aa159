using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// Threat intelligence of Azure Firewall. The list isn't public; it contains the name that Microsoft made for tests
/// (https://learn.microsoft.com/azure/firewall/threat-intel, "Testing"). A policy can only be stricter than its parent
/// (https://learn.microsoft.com/azure/firewall-manager/rule-processing, "Inherited rules").
/// </summary>
internal sealed class ThreatIntelligence
{
    private const string TestName = "testmaliciousdomain.eastus.cloudapp.azure.com";

    private readonly bool _denies;
    private readonly string[] _allowed;

    private ThreatIntelligence(bool denies, string[] allowed) => (_denies, _allowed) = (denies, allowed);

    /// <summary>Reads the mode of a firewall, or of a policy and its parents.</summary>
    public static ThreatIntelligence Of(IReadOnlyList<JsonObject?> holders) =>
        new(
            holders.Any(static holder => ResourceId.Is(holder.Text("threatIntelMode"), "Deny")),
            [.. holders.SelectMany(static holder => holder.Object("threatIntelWhitelist").Array("fqdns").Texts())]);

    /// <summary>True if the firewall denies a connection before any rule. It reads the name in HTTP and TLS only.</summary>
    public bool Denies(Destination destination) =>
        _denies
        && destination.Application is not null
        && ResourceId.Is(destination.Host, TestName)
        && !_allowed.Any(name => FqdnTags.Match(name, destination.Host));
}
