using AksEgress.Core.OutboundTypes.Checks;

namespace AksEgress.Core.OutboundTypes;

/// <summary>Runs every check over what was read. No request, no clock: the same input gives the same findings.</summary>
internal static class Preflight
{
    private static readonly IPreflightCheck[] All =
    [
        new MigrationCheck(), new ClusterStateCheck(), new NetworkModeCheck(), new RoutingCheck(), new NatGatewayCheck(), new LoadBalancerCheck(),
        new ProfileCheck(), new OutboundAddressCheck(), new OutboundPortsCheck(), new IsolationCheck(), new IdentityCheck(), new ServiceRangeCheck(),
        new AuthorizedRangesCheck(), new ConsequencesCheck(),
    ];

    /// <summary>The findings, the heaviest first.</summary>
    public static IReadOnlyList<Finding> Run(PreflightInput input) =>
        (Finding[])[.. All.SelectMany(check => check.Check(input)).Distinct().OrderByDescending(finding => finding.Severity)];
}
