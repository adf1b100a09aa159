using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>An Azure Firewall.</summary>
public sealed class Firewall(ArmDocument document) : ArmResource(document)
{
    /// <summary>The address that routes point to; null until the firewall is in its subnet.</summary>
    public string? PrivateIpAddress => Document.Root.Items("properties", "ipConfigurations").Select(item => item.Text("properties", "privateIPAddress")).FirstOrDefault(ip => ip is not null);

    /// <summary>The ids of its public IP addresses.</summary>
    public IReadOnlyList<string> PublicIp =>
        (string[])[.. Document.Root.Items("properties", "ipConfigurations").Select(item => item.Text("properties", "publicIPAddress", "id")).OfType<string>()];
}
