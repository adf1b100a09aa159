using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>Matches an address or port against the values of a rule or route: ranges, addresses, service tags, port ranges.</summary>
internal static class Prefixes
{
    private static readonly AddressRange[] s_private =
        [.. ((string[])["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]).Select(static text =>
            AddressRange.TryParse(text, out var range) ? range : throw new InvalidOperationException(text))];

    // Names that Microsoft serves from its own ranges: they belong to the tag AzureCloud.
    private static readonly string[] s_azure =
    [
        "azmk8s.io", "microsoft.com", "azure.com", "azure.net", "azureedge.net", "windows.net", "azurecr.io", "mcr-msedge.net",
        "microsoftonline.com", "azure.cn", "azk8s.cn", "chinacloudapi.cn", "azure.us", "microsoftonline.us", "usgovcloudapi.net",
        "azurefd.net", "trafficmanager.net", "windowsupdate.com", "visualstudio.com",
    ];

    /// <summary>The ranges that no Internet route includes.</summary>
    public static IReadOnlyList<AddressRange> Private => s_private;

    /// <summary>True if an address is private.</summary>
    public static bool IsPrivate(IPAddress address) => s_private.Any(range => Holds(range, address));

    /// <summary>True if a name is Microsoft's.</summary>
    public static bool IsAzure(string host) =>
        s_azure.Any(suffix =>
            host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
                && (host.Length == suffix.Length || host[^(suffix.Length + 1)] == '.'));

    /// <summary>True if an address is in a range.</summary>
    public static bool Holds(AddressRange range, IPAddress address) =>
        range.Contains(new AddressRange(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128));

    /// <summary>The ranges among prefixes, masked.</summary>
    public static IEnumerable<AddressRange> Parse(IEnumerable<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (AddressRange.TryParse(prefix, out var range))
            {
                yield return range.Masked();
            }
        }
    }

    /// <summary>True if a destination matches a value of a rule.</summary>
    public static bool Match(string prefix, Destination destination, SubnetNetwork nodes)
    {
        if (prefix == "*")
        {
            return true;
        }

        if (prefix.Contains('-', StringComparison.Ordinal) && MatchSpan(prefix, destination.Address) is { } inside)
        {
            return inside;
        }

        return Match(prefix, destination.Address, nodes) ?? MatchTag(prefix, destination, nodes);
    }

    /// <summary>True if an address matches a source of a rule.</summary>
    public static bool MatchSource(string prefix, IPAddress address, SubnetNetwork nodes) =>
        prefix == "*" || (Match(prefix, address, nodes) ?? MatchSpan(prefix, address) ?? ResourceId.Is(prefix, "VirtualNetwork"));

    /// <summary>True if a port is in a list of ports and ranges such as 80 or 8000-8999.</summary>
    public static bool MatchPort(IEnumerable<string> ports, int port)
    {
        foreach (var text in ports)
        {
            var ends = text.Split('-', 2, StringSplitOptions.TrimEntries);
            if (text == "*" || (int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && first <= port && port <= last))
            {
                return true;
            }
        }

        return false;
    }

    private static bool? Match(string prefix, IPAddress address, SubnetNetwork nodes)
    {
        if (AddressRange.TryParse(prefix, out var range))
        {
            return Holds(range, address);
        }

        if (AddressRange.TryAddress(prefix, out var one))
        {
            return one.Equals(address);
        }

        return ResourceId.Is(prefix, "VirtualNetwork") ? InVirtualNetwork(nodes).Any(part => Holds(part, address)) : null;
    }

    /// <summary>The ranges of the service tag VirtualNetwork.</summary>
    // The tag contains the virtual network, its peers, networks on premises, the host's virtual address, and the prefixes of user-defined
    // routes (https://learn.microsoft.com/azure/virtual-network/service-tags-overview). The page says that it might contain default
    // routes; here it doesn't, so that no rule with the tag allows the Internet by chance.
    public static IEnumerable<AddressRange> InVirtualNetwork(SubnetNetwork nodes) =>
        nodes
            .Own.Concat(nodes.Peered)
            .Concat(GatewayRoutes.OnPremises(nodes))
            .Concat(
                Parse(
                    nodes
                        .RouteTable.Array("routes")
                        .Objects()
                        .Select(static route => route.Object("properties").Text("addressPrefix") ?? "")
                        .Append("168.63.129.16/32")))
            .Where(static range => range.Length > 1);

    private static bool? MatchSpan(string span, IPAddress address)
    {
        var ends = span.Split('-', 2, StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || !AddressRange.TryAddress(ends[0], out var first) || !AddressRange.TryAddress(ends[1], out var last))
        {
            return null;
        }

        ReadOnlySpan<byte> value = address.GetAddressBytes();
        return first.AddressFamily == address.AddressFamily
            && value.SequenceCompareTo(first.GetAddressBytes()) >= 0
            && value.SequenceCompareTo(last.GetAddressBytes()) <= 0;
    }

    // Addresses are made up, so membership in a tag is decided by name.
    private static bool MatchTag(string tag, Destination destination, SubnetNetwork nodes)
    {
        var parts = tag.Split('.', 2);
        var here = parts.Length == 1 || ResourceId.Is(Resource.ShortLocation(parts[1]), nodes.Location);
        var host = destination.Host;
        return parts[0].ToUpperInvariant() switch
        {
            "INTERNET" => !IsPrivate(destination.Address) && !nodes.Own.Any(part => Holds(part, destination.Address)),
            "AZURECLOUD" => here && IsAzure(host),
            "MICROSOFTCONTAINERREGISTRY" => here
                && (host.EndsWith("mcr.microsoft.com", StringComparison.OrdinalIgnoreCase)
                    || host.EndsWith(".mcr-msedge.net", StringComparison.OrdinalIgnoreCase)),
            "AZURECONTAINERREGISTRY" => here && host.EndsWith(".azurecr.io", StringComparison.OrdinalIgnoreCase),
            "AZUREFRONTDOOR" => host.EndsWith(".azureedge.net", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith(".azurefd.net", StringComparison.OrdinalIgnoreCase),
            "AZUREACTIVEDIRECTORY" => host.StartsWith("login.", StringComparison.OrdinalIgnoreCase) && IsAzure(host),
            "AZURERESOURCEMANAGER" => host.StartsWith("management.", StringComparison.OrdinalIgnoreCase) && IsAzure(host),
            "STORAGE" => here && host.Contains(".core.windows.net", StringComparison.OrdinalIgnoreCase),
            "AZUREKEYVAULT" => here && host.EndsWith(".vault.azure.net", StringComparison.OrdinalIgnoreCase),
            "AZUREMONITOR" => host.EndsWith(".monitor.azure.com", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith(".opinsights.azure.com", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }
}
