using System.Net;
using System.Security;
using System.Text.Json.Nodes;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Provisioning;

/// <summary>A service principal for a cluster to act as. Its secret stays a SecureString until the moment it is sent.</summary>
/// <param name="clientId">The application id, a GUID.</param>
/// <param name="secret">The client secret.</param>
public sealed class ServicePrincipal(string clientId, SecureString secret)
{
    /// <summary>The application id.</summary>
    public string ClientId { get; } = clientId;

    /// <summary>The application id; never the secret.</summary>
    public override string ToString() => ClientId;

    /// <summary>Puts the secret into a document that is sent and not kept.</summary>
    internal void Seal(ArmDocument document) =>
        document.Properties.ObjectAt("servicePrincipalProfile")["secret"] = JsonValue.Create(
            new NetworkCredential(string.Empty, secret).Password);
}
