using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight.Checks;

namespace AksEgress.Core.Preflight;

/// <summary>Runs all checks. They send no requests and use no clock, so the same input results in the same findings.</summary>
internal static class PreflightChecks
{
    private static readonly IPreflightCheck[] s_all =
    [
        new MigrationCheck(), new ClusterStateCheck(), new NetworkModeCheck(), new RoutingCheck(), new RequiredEndpointsCheck(),
        new NatGatewayCheck(),
        new LoadBalancerCheck(), new ProfileCheck(), new OutboundAddressCheck(), new OutboundPortsCheck(), new IsolationCheck(),
        new IdentityCheck(), new ServiceRangeCheck(), new AuthorizedRangesCheck(), new ConsequencesCheck(),
    ];

    /// <summary>The findings, the most severe first.</summary>
    public static IReadOnlyList<Finding> Run(PreflightInput input) =>
        (Finding[])[.. s_all.SelectMany(check => check.Check(input)).Distinct().OrderByDescending(finding => finding.Severity)];

    /// <summary>Rejects findings that are errors.</summary>
    /// <exception cref="EgressException">PreflightFailed, with the texts and next steps of the errors.</exception>
    public static void RequireNoErrors(IEnumerable<Finding> findings, string target, string name, string outboundType)
    {
        var errors = findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw EgressErrors.PreflightFailed(
                name, outboundType, string.Join(" ", errors.Select(finding => $"[{finding.Id}] {finding.Found}")),
                "Nothing was changed. " + string.Join(" ", errors.Select(finding => finding.Next).Distinct()), target);
        }
    }
}
