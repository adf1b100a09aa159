using System.Text.RegularExpressions;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Provisioning;

/// <summary>
/// Rules for a request that don't depend on other resources. AKS would reject the request only after it's sent.
/// </summary>
internal static partial class ClusterRequestRules
{
    private const string Ranges = "AuthorizedIpRange";

    /// <summary>Rejects contradicting or invalid values.</summary>
    /// <exception cref="EgressException">ContradictingParameters or InvalidValue.</exception>
    public static void Check(ArmResourceId id, ClusterRequest request)
    {
        if (!NamePattern().IsMatch(id.Name))
        {
            throw EgressErrors.InvalidValue(
                "Name",
                $"'{id.Name}' must have 1 to 63 letters, digits, hyphens, or underscores, and must begin and end with a letter or "
                    + "digit.",
                id.Text);
        }

        if (request.DnsPrefix is { } prefix && !PrefixPattern().IsMatch(prefix))
        {
            throw EgressErrors.InvalidValue(
                "DnsPrefix",
                $"'{ArmNames.Shown(prefix)}' must have letters, digits, or hyphens, and must begin and end with a letter or digit.",
                id.Text);
        }

        CheckIdentity(id, request);
        CheckNetwork(id, request);
        CheckRanges(id, request);
    }

    private static void CheckIdentity(ArmResourceId id, ClusterRequest request)
    {
        if (request.ServicePrincipal is not null && request.IdentityId is not null)
        {
            throw EgressErrors.ContradictingParameters(
                "A cluster uses either a managed identity or a service principal.", "Omit -Identity or -ServicePrincipal.",
                id.Text);
        }

        // The user name isn't shown, because it may be a password that was typed in the wrong place.
        if (request.ServicePrincipal is { } principal && !Guid.TryParseExact(principal.ClientId, "D", out _))
        {
            throw EgressErrors.InvalidValue("ServicePrincipal", "its user name must be the application ID, a GUID.", id.Text);
        }
    }

    private static void CheckNetwork(ArmResourceId id, ClusterRequest request)
    {
        if (request.NetworkPluginMode == "overlay" && request.NetworkPlugin != "azure")
        {
            throw EgressErrors.ContradictingParameters(
                $"-NetworkPluginMode overlay requires the network plugin azure, but -NetworkPlugin is {request.NetworkPlugin}.",
                "Use -NetworkPlugin azure, or omit -NetworkPluginMode.", id.Text);
        }

        if (request.BootstrapContainerRegistryId is not null && request.BootstrapArtifactSource != "Cache")
        {
            throw EgressErrors.ContradictingParameters(
                "-BootstrapContainerRegistryId requires the artifact source Cache.",
                "Add -BootstrapArtifactSource Cache, or omit -BootstrapContainerRegistryId.", id.Text);
        }
    }

    // learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges; the Azure CLI refuses the same.
    private static void CheckRanges(ArmResourceId id, ClusterRequest request)
    {
        if (request.AuthorizedIpRange is not { Count: > 0 } ranges)
        {
            return;
        }

        if (request.PrivateCluster)
        {
            throw EgressErrors.ContradictingParameters(
                "A private cluster can't have authorized IP ranges, because its API server has no public IP address.",
                "Omit -AuthorizedIpRange or -PrivateCluster.", id.Text);
        }

        if (ranges.Count > 1 && ranges.Any(range => AuthorizedRangeRules.Same(range, AuthorizedRangeRules.LoadBalancerOnly)))
        {
            throw EgressErrors.ContradictingParameters(
                "-AuthorizedIpRange: 0.0.0.0/32 (only the load balancer's outbound IP address) can't be combined with other ranges.",
                "Specify either 0.0.0.0/32 or the other ranges.", id.Text);
        }

        AuthorizedRangeRules.RequireOneServiceTag(ranges, Ranges);
        foreach (var range in ranges.Where(range => !AuthorizedRangeRules.Same(range, AuthorizedRangeRules.LoadBalancerOnly)))
        {
            AuthorizedRangeRules.RequireGlobal(range, Ranges);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9]([-_A-Za-z0-9]{0,61}[A-Za-z0-9])?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PrefixPattern();
}
