using System.Security;

namespace AksEgress.Core.Arm;

/// <summary>How to reach ARM. Secrets stay SecureStrings until the credential needs them.</summary>
public sealed class ArmConnection
{
    /// <summary>The sign-in method; ignored when <see cref="Simulator"/> is set.</summary>
    public ArmCredentialKind Credential { get; init; }

    /// <summary>The Microsoft Entra tenant, a GUID or a domain; needed for service principals.</summary>
    public string? TenantId { get; init; }

    /// <summary>The application's or the user-assigned identity's client id, a GUID.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client secret, the access token, or the certificate's password, depending on <see cref="Credential"/>.</summary>
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
    /// The default subscription; null selects the only one, or the first enabled one, that the credential can access.
    /// </summary>
    public string? SubscriptionId { get; init; }

    /// <summary>
    /// The simulator, which responds instead of the network. It's disposed with the gateway, or when connecting fails. Null for Azure.
    /// </summary>
    public HttpMessageHandler? Simulator { get; init; }

    /// <summary>The random ID of the simulation of <see cref="Simulator"/>; null for a new simulation.</summary>
    public string? SimulationId { get; init; }

    /// <summary>
    /// Simulated seconds per real second, 1 to 100000, for the session's clock. Azure's time isn't scaled.
    /// </summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>Shows the user what to do: for <see cref="ArmCredentialKind.DeviceCode"/> the address and the code.</summary>
    public Action<string>? Prompt { get; init; }

    /// <summary>
    /// Receives each request for a token of a managed identity and for the list of subscriptions while the session connects; null for
    /// none.
    /// </summary>
    public Action<ArmExchange>? Observer { get; init; }

    /// <summary>The real time, which the session's clock is based on.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
