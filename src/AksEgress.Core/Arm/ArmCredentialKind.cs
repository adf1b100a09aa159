namespace AksEgress.Core.Arm;

/// <summary>The sign-in methods.</summary>
public enum ArmCredentialKind
{
    /// <summary>Azure.Identity's DefaultAzureCredential: environment, workload identity, managed identity, developer tools.</summary>
    Default,

    /// <summary>
    /// The managed identity of an Azure Automation account, a virtual machine or a container; <see cref="ArmConnection.ClientId"/> names a
    /// user-assigned one.
    /// </summary>
    ManagedIdentity,

    /// <summary>A service principal with <see cref="ArmConnection.Secret"/>.</summary>
    ClientSecret,

    /// <summary>A service principal with the certificate at <see cref="ArmConnection.CertificatePath"/>.</summary>
    ClientCertificate,

    /// <summary>Workload identity: a federated token in the file at <see cref="ArmConnection.FederatedTokenPath"/>.</summary>
    FederatedToken,

    /// <summary>A code that the user types in a browser on any machine.</summary>
    DeviceCode,

    /// <summary>A browser on this machine.</summary>
    Browser,

    /// <summary>An access token that the caller provides (<see cref="ArmConnection.Secret"/>).</summary>
    AccessToken,

    /// <summary>The Azure CLI's own sign-in.</summary>
    AzureCli,

    /// <summary>Az PowerShell's own sign-in.</summary>
    AzurePowerShell,
}
