using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.NetworkSecurityGroups;

/// <summary>
/// The values that a security rule accepts: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview and the
/// specification of securityRules (Azure/azure-rest-api-specs). Codes are from public threads; texts as far as those have them.
/// </summary>
internal static class SecurityRuleForm
{
    private static readonly string[] s_single = ["*", "VirtualNetwork", "Internet", "AzureLoadBalancer"];
    private static readonly string[] s_protocols = ["*", "Tcp", "Udp", "Icmp", "Esp", "Ah"];

    /// <summary>Refuses a rule with invalid values.</summary>
    public static void Check(JsonObject rule)
    {
        CheckValue(rule, "protocol", "SecurityRuleProtocol", s_protocols);
        CheckValue(rule, "access", "SecurityRuleAccess", ["Allow", "Deny"]);
        CheckValue(rule, "direction", "SecurityRuleDirection", ["Inbound", "Outbound"]);
        foreach (var end in (string[])["source", "destination"])
        {
            var ports = rule.Array(end + "PortRanges").Texts().ToArray();
            foreach (var port in rule.Text(end + "PortRange") is { Length: > 0 } one ? ports.Append(one) : ports)
            {
                CheckPort(port);
            }

            CheckPrefixes(rule, end);
        }
    }

    private static void CheckValue(JsonObject rule, string member, string kind, string[] allowed)
    {
        var value = rule.Text(member);
        if (!allowed.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            throw NetworkErrors.InvalidValue(value ?? "null", kind, "properties." + member);
        }
    }

    private static void CheckPort(string text)
    {
        var ends = text.Split('-');
        if (text != "*"
            && (ends.Length > 2 || !IsPort(ends[0], out var first) || !IsPort(ends[^1], out var last) || first > last))
        {
            throw NetworkErrors.BadRequest("SecurityRuleInvalidPortRange",
                $"Security rule has invalid Port range. Value provided: {RequestErrors.Shorten(text)}. Value should be an integer OR "
                    + "integer range with '-' delimiter. Valid range 0-65535.");
        }
    }

    private static bool IsPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65535;

    // A rule has one prefix, or several, or application security groups.
    private static void CheckPrefixes(JsonObject rule, string end)
    {
        var several = rule.Array(end + "AddressPrefixes").Texts().ToArray();
        var one = rule.Text(end + "AddressPrefix");
        var groups = rule.Array(end + "ApplicationSecurityGroups") is { Count: > 0 };
        if (groups && (several.Length > 0 || !string.IsNullOrEmpty(one)))
        {
            // The rule is documented (https://learn.microsoft.com/azure/virtual-network/application-security-groups); code and text aren't
            // recorded.
            throw NetworkErrors.BadRequest("SecurityRuleParameterCannotBeCombined",
                $"Security rule cannot specify both {end} address prefixes and {end} application security groups.");
        }

        // Several prefixes can be ranges, addresses, and service tags, but neither * nor the tags of the virtual network.
        var wrong = Array.Find(several, static text => s_single.Contains(text, StringComparer.OrdinalIgnoreCase));
        if (wrong is not null)
        {
            throw NetworkErrors.BadRequest("SecurityRuleParameterContainsUnsupportedValue",
                $"Security rule parameter {end}AddressPrefixes cannot specify VIRTUALNETWORK, INTERNET, AZURELOADBALANCER, or '*'. "
                    + $"Unsupported value used: {wrong}.");
        }

        foreach (var prefix in string.IsNullOrEmpty(one) ? several : [.. several, one])
        {
            if (prefix != "*" && !AddressRange.TryParse(prefix, out _) && !AddressRange.TryAddress(prefix, out _) && !IsTag(prefix)
                && !IsNumber(prefix))
            {
                throw NetworkErrors.BadRequest("SecurityRuleInvalidAddressPrefix",
                    $"Security rule has invalid Address prefix. Value provided: {RequestErrors.Shorten(prefix)}");
            }
        }
    }

    // An address as one number: ARM accepts and returns 789, as recorded in Azure/azure-cli (test_network_nsg).
    private static bool IsNumber(string text) => text.All(char.IsAsciiDigit) && uint.TryParse(text, out _);

    private static bool IsTag(string text) =>
        char.IsAsciiLetter(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
