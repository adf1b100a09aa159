using System.Net;
using System.Security;
using System.Text.Json.Nodes;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Provisioning;

/// <summary>A service principal for a cluster. Its secret is a SecureString until it's sent.</summary>
/// <param name="clientId">The application id, a GUID.</param>
/// <param name="secret">The client secret.</param>
public sealed class ServicePrincipal(string clientId, SecureString secret)
{
    /// <summary>The application id.</summary>
    public string ClientId { get; } = clientId;

    /// <summary>The application id; never the secret.</summary>
    public override string ToString() => ClientId;

    /// <summary>Adds the secret to a document that is sent and not kept.</summary>
    internal void Seal(ArmDocument document) =>
        document.Properties.ObjectAt("servicePrincipalProfile")["secret"] = JsonValue.Create(
            new NetworkCredential(string.Empty, secret).Password);
}
