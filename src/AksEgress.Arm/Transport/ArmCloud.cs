using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using Azure.Identity;
using Azure.ResourceManager;

namespace AksEgress.Arm.Transport;

/// <summary>The endpoints of ARM and of the sign-in in a cloud.</summary>
/// <param name="Name">AzureCloud, AzureUSGovernment, AzureChinaCloud, Simulation, or Custom.</param>
/// <param name="Environment">ARM's endpoint and the audience of its tokens.</param>
/// <param name="AuthorityHost">Where credentials get tokens.</param>
internal sealed record ArmCloud(string Name, ArmEnvironment Environment, Uri AuthorityHost)
{
    private static readonly ArmCloud[] s_known =
    [
        new("AzureCloud", ArmEnvironment.AzurePublicCloud, AzureAuthorityHosts.AzurePublicCloud),
        new("AzureUSGovernment", ArmEnvironment.AzureGovernment, AzureAuthorityHosts.AzureGovernment),
        new("AzureChinaCloud", ArmEnvironment.AzureChina, AzureAuthorityHosts.AzureChina),
    ];

    /// <summary>The cloud of a connection. A custom endpoint keeps the audience of the cloud that is specified with it.</summary>
    /// <exception cref="ArmAccessException">No such cloud, or an endpoint that must not receive a token.</exception>
    /// <exception cref="EgressException">An http endpoint with a credential other than an access token.</exception>
    public static ArmCloud Of(ArmConnection connection)
    {
        if (connection.Simulator is not null)
        {
            return s_known[0] with { Name = "Simulation" };
        }

        var cloud = Array.Find(s_known, one => string.Equals(one.Name, connection.Environment, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArmAccessException(
                ArmAccessFailure.Connection,
                $"'{ArmNames.Shown(connection.Environment)}' isn't a known cloud. Known clouds: "
                    + $"{string.Join(", ", s_known.Select(one => one.Name))}.");
        if (connection.Endpoint is not { } endpoint)
        {
            return cloud;
        }

        if (!TrustedHosts.IsSafeEndpoint(endpoint))
        {
            throw new ArmAccessException(
                ArmAccessFailure.Connection,
                $"the endpoint '{ArmNames.Shown(Address(endpoint))}' must use https. Only a loopback address, such as http://127.0.0.1, "
                    + "can use http.");
        }

        // Any local process can listen on a port. It must not receive a token that a real sign-in got for Azure.
        if (endpoint.Scheme == Uri.UriSchemeHttp && connection.Credential != ArmCredentialKind.AccessToken)
        {
            throw EgressErrors.HttpEndpointNeedsAccessToken(ArmNames.Shown(Address(endpoint)));
        }

        return cloud with { Name = "Custom", Environment = new ArmEnvironment(endpoint, cloud.Environment.Audience) };
    }

    /// <summary>An address without the user name and password that it may hold.</summary>
    private static string Address(Uri endpoint) =>
        endpoint.IsAbsoluteUri ? endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : endpoint.OriginalString;
}
