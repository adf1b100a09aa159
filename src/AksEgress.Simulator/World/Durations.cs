namespace AksEgress.Simulator.World;

/// <summary>
/// The durations of ARM's operations, in virtual seconds: medians from the accepted request to the first poll with the answer
/// Succeeded, in the Azure CLI's public test recordings of 2020 to 2024 (polls up to 30 s apart).
/// </summary>
internal static class Durations
{
    /// <summary>The duration of operations that aren't in the table.</summary>
    public const double Default = 5;

    private static readonly Dictionary<string, (double? Create, double? Update, double? Delete)> s_medians = new(
        StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.ContainerService/managedClusters"] = (302, 121, 544),
        ["Microsoft.ContainerService/managedClusters/agentPools"] = (212, 31, null),
        ["Microsoft.Network/azureFirewalls"] = (1, 1, 1),
        ["Microsoft.Network/firewallPolicies"] = (0, 11, null),
        ["Microsoft.Network/firewallPolicies/ruleCollectionGroups"] = (11, 11, 11.5),
        ["Microsoft.Network/loadBalancers"] = (null, 30, 10),
        ["Microsoft.Network/loadBalancers/backendAddressPools"] = (10, 10, 10.5),
        ["Microsoft.Network/networkSecurityGroups"] = (3.5, null, 10.5),
        ["Microsoft.Network/networkSecurityGroups/securityRules"] = (10.5, 11, null),
        ["Microsoft.Network/publicIPAddresses"] = (1, null, null),
        ["Microsoft.Network/publicIPPrefixes"] = (4, null, null),
        ["Microsoft.Network/virtualNetworks"] = (4, 4, 11),
        ["Microsoft.Network/virtualNetworks/subnets"] = (6, 4, 11),
        ["Microsoft.Network/virtualNetworks/virtualNetworkPeerings"] = (11, null, 11),
    };

    /// <summary>
    /// Seconds for a long-running POST. Stop and start are measured. A node image upgrade isn't: it adds and replaces nodes as a
    /// new pool does, so it takes as long. An abort ended within the first poll, after 7 s. A certificate rotation recreates every
    /// node, in up to 30 minutes according to AKS's documentation.
    /// </summary>
    private static readonly Dictionary<string, double> s_actions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["start"] = 271.5,
        ["stop"] = 120.5,
        ["upgradeNodeImageVersion"] = 212,
        ["abort"] = 7,
        ["stopAgentPool"] = 61,
        ["startAgentPool"] = 211,
        ["rotateClusterCertificates"] = 900,
    };

    /// <summary>
    /// Seconds that a client should wait between two polls. The recordings contain no Retry-After, but they show the client's
    /// polls: every 30 s for AKS's operations, after 10 s for network operations, and at their end for shorter ones.
    /// </summary>
    /// <param name="measured">The measured duration.</param>
    /// <param name="isAks">True if the operation is Microsoft.ContainerService's.</param>
    public static double RetryAfter(double measured, bool isAks) => isAks ? 30 : Math.Clamp(measured, 1, 10);

    /// <summary>
    /// Seconds until an operation ends, such that a client that polls at <see cref="RetryAfter"/> observes the measured duration:
    /// the figures are multiples of the polling interval, plus one or two seconds for the requests themselves.
    /// </summary>
    /// <param name="measured">The measured duration.</param>
    /// <param name="isAks">True if the operation is Microsoft.ContainerService's.</param>
    public static double Real(double measured, bool isAks)
    {
        var step = RetryAfter(measured, isAks);
        return measured < step ? measured : Math.Floor(measured / step) * step;
    }

    /// <summary>Seconds to create a resource of a type.</summary>
    public static double Create(string type) => s_medians.TryGetValue(type, out var row) ? row.Create ?? Default : Default;

    /// <summary>Seconds to change a resource of a type.</summary>
    public static double Update(string type) => s_medians.TryGetValue(type, out var row) ? row.Update ?? Default : Default;

    /// <summary>Seconds to delete a resource of a type.</summary>
    public static double Delete(string type) => s_medians.TryGetValue(type, out var row) ? row.Delete ?? Default : Default;

    /// <summary>Seconds for an action.</summary>
    public static double Action(string action) => s_actions.GetValueOrDefault(action, Default);
}
