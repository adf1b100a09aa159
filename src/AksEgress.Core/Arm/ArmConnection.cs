using System.Security;

namespace AksEgress.Core.Arm;

/// <summary>How to reach ARM. Secrets stay SecureStrings until the credential needs them.</summary>
public sealed class ArmConnection
{
    /// <summary>The way to sign in; not looked at when <see cref="Simulator"/> is set.</summary>
    public ArmCredentialKind Credential { get; init; }

    /// <summary>The Microsoft Entra tenant, a GUID or a domain; needed for service principals.</summary>
    public string? TenantId { get; init; }

    /// <summary>The application's or the user-assigned identity's client id, a GUID.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client secret, the access token or the certificate's password, as <see cref="Credential"/> says.</summary>
    public SecureString? Secret { get; init; }

    /// <summary>A PEM or PFX file.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>A file that holds a federated token.</summary>
    public string? FederatedTokenPath { get; init; }

    /// <summary>AzureCloud, AzureUSGovernment or AzureChinaCloud.</summary>
    public string Environment { get; init; } = "AzureCloud";

    /// <summary>Another ARM endpoint, https, or http on loopback; null for the environment's own.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// The subscription that commands use when none is named; null takes the only or first enabled one that the credential sees.
    /// </summary>
    public string? SubscriptionId { get; init; }

    /// <summary>
    /// An ARM in this process, which answers instead of the network and ends with the gateway or with a failed Connect; null for Azure.
    /// </summary>
    public HttpMessageHandler? Simulator { get; init; }

    /// <summary>The random id of <see cref="Simulator"/>'s simulation; without one the connection is a simulation of its own.</summary>
    public string? SimulationId { get; init; }

    /// <summary>
    /// Simulated seconds in a real second, 1 to 100000: what the session's clock is made with. Azure's time isn't scaled.
    /// </summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>Shows the user what to do: for <see cref="ArmCredentialKind.DeviceCode"/> the address and the code.</summary>
    public Action<string>? Prompt { get; init; }

    /// <summary>
    /// Is told, while the connection is made, of each request for a token of a managed identity and of the list of subscriptions; null for
    /// nobody.
    /// </summary>
    public Action<ArmExchange>? Observer { get; init; }

    /// <summary>Real time, from which the session's clock is made.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
