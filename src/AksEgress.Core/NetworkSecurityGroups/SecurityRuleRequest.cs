using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.NetworkSecurityGroups;

/// <summary>
/// The requested properties of a security rule; null keeps the current value. The limits are those of
/// https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview and
/// https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules.
/// </summary>
public sealed record SecurityRuleRequest
{
    /// <summary>The smallest priority of a rule: it's processed first.</summary>
    public const int SmallestPriority = 100;

    /// <summary>The largest priority of a rule; default rules have larger ones.</summary>
    public const int LargestPriority = 4096;

    /// <summary>The direction of outbound rules.</summary>
    internal const string Outbound = "Outbound";

    /// <summary>The access of rules that allow traffic.</summary>
    internal const string Allow = "Allow";

    private const string Any = "*";
    private const int LongestName = 80;
    private const int LongestDescription = 140;
    private const int LargestPort = 65535;

    // Addresses and ranges of the source, or of the destination, of all rules together: the same number limits one rule.
    // https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#networking-limits
    private const int MostAddresses = 4000;

    private static readonly string[] s_protocols = [Any, "Tcp", "Udp", "Icmp", "Esp", "Ah"];

    /// <summary>The rule's name.</summary>
    public required string Name { get; init; }

    /// <summary>Inbound or Outbound.</summary>
    public string? Direction { get; init; }

    /// <summary>Allow or Deny.</summary>
    public string? Access { get; init; }

    /// <summary>The priority, 100 to 4096.</summary>
    public int? Priority { get; init; }

    /// <summary>Tcp, Udp, Icmp, Esp, Ah, or <c>*</c>.</summary>
    public string? Protocol { get; init; }

    /// <summary>The source: addresses and ranges, or one service tag, or <c>*</c>.</summary>
    public IReadOnlyList<string>? SourceAddress { get; init; }

    /// <summary>The source ports: numbers, ranges, or <c>*</c>.</summary>
    public IReadOnlyList<string>? SourcePort { get; init; }

    /// <summary>The destination: addresses and ranges, or one service tag, or <c>*</c>.</summary>
    public IReadOnlyList<string>? DestinationAddress { get; init; }

    /// <summary>The destination ports: numbers, ranges, or <c>*</c>.</summary>
    public IReadOnlyList<string>? DestinationPort { get; init; }

    /// <summary>The description.</summary>
    public string? Description { get; init; }

    /// <summary>A new rule: what isn't requested is any.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    internal JsonObject ToDocument()
    {
        var document = new JsonObject { ["name"] = Name };
        var complete = this with
        {
            Direction = Direction ?? Outbound,
            Access = Access ?? Allow,
            Protocol = Protocol ?? Any,
            SourceAddress = SourceAddress ?? [Any],
            SourcePort = SourcePort ?? [Any],
            DestinationAddress = DestinationAddress ?? [Any],
            DestinationPort = DestinationPort ?? [Any],
        };
        complete.Apply(document);
        return document;
    }

    /// <summary>Writes the requested properties to a rule's document and checks the result.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    internal void Apply(JsonObject rule)
    {
        CheckName();
        var properties = rule.ObjectAt("properties");
        Set(properties, "description", CheckedDescription());
        Set(properties, "protocol", Protocol is null ? null : CheckedProtocol(Protocol));
        SetAddresses(properties, "source", "SourceAddress", SourceAddress);
        SetPorts(properties, "sourcePortRange", nameof(SourcePort), SourcePort);
        SetAddresses(properties, "destination", "DestinationAddress", DestinationAddress);
        SetPorts(properties, "destinationPortRange", nameof(DestinationPort), DestinationPort);
        Set(properties, "access", Access);
        if (Priority is { } priority)
        {
            properties["priority"] = priority is >= SmallestPriority and <= LargestPriority
                ? priority
                : throw EgressErrors.InvalidValue(
                    nameof(Priority),
                    FormattableString.Invariant($"{priority} isn't between {SmallestPriority} and {LargestPriority}."),
                    Name);
        }

        Set(properties, "direction", Direction);
        CheckFamilies(properties);
    }

    private static void Set(JsonObject properties, string member, string? value)
    {
        if (value is not null)
        {
            properties[member] = value;
        }
    }

    private static string CheckedProtocol(string protocol) =>
        s_protocols.FirstOrDefault(known => known.Equals(protocol, StringComparison.OrdinalIgnoreCase))
            ?? throw EgressErrors.InvalidValue(
                nameof(Protocol), $"'{ArmNames.Shown(protocol)}' isn't one of {string.Join(", ", s_protocols)}.", protocol);

    private void CheckName()
    {
        ArmNames.Check(Name, LongestName, nameof(Name));
        if (!Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            || !char.IsAsciiLetterOrDigit(Name[0])
            || !(char.IsAsciiLetterOrDigit(Name[^1]) || Name[^1] == '_'))
        {
            throw EgressErrors.InvalidValue(
                nameof(Name),
                $"'{Name}' isn't the name of a security rule: letters, digits, '-', '_', and '.', starting with a letter or digit, and "
                    + "ending with one or with '_'.",
                Name);
        }
    }

    private string? CheckedDescription() => Description?.Any(char.IsControl) == true
        ? throw EgressErrors.InvalidValue(nameof(Description), "it has control characters, such as line breaks.", Name)
        : Description is { Length: > LongestDescription }
        ? throw EgressErrors.InvalidValue(
            nameof(Description),
            FormattableString.Invariant($"it has {Description.Length} characters; {LongestDescription} are allowed."),
            Name)
        : Description;

    // One value is a member of its own; several are a list, and then the other member must not exist: ARM combines both. ARM returns the
    // list of a single value as an empty one, and a rule with the requested values stays as it was sent.
    private static void SetOneOrMany(JsonObject properties, string one, string many, List<string> values)
    {
        string[] now = [.. properties.Text(one) is { Length: > 0 } value ? [value] : (string[])[], .. properties.Texts(many)];
        if (now.SequenceEqual(values, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        if (values.Count > 1)
        {
            properties.Without(one);
            properties[many] = new JsonArray([.. values.Select(text => JsonValue.Create(text))]);
            return;
        }

        properties[one] = values[0];
        if (properties.ContainsKey(many))
        {
            properties[many] = new JsonArray();
        }
    }

    private static void SetAddresses(JsonObject properties, string end, string parameter, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            return;
        }

        var texts = values.Select(value => CheckedAddress(value, parameter)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (texts.Count is 0 or > MostAddresses)
        {
            throw EgressErrors.InvalidValue(
                parameter, FormattableString.Invariant($"it has {texts.Count} values; 1 to {MostAddresses} are allowed."), parameter);
        }

        // A list contains addresses only (hashicorp/terraform-provider-azurerm#5617, kubernetes-sigs/cloud-provider-azure#4762).
        if (texts.Count > 1 && texts.Find(text => !IsAddress(text)) is { } word)
        {
            throw EgressErrors.InvalidValue(
                parameter,
                $"'{word}' can't be combined with other values: a rule has either IP addresses and ranges, or one service tag, or '*'. "
                    + "Add a rule for each service tag.",
                word);
        }

        // Addresses replace application security groups: a rule can't have both.
        properties.Without(end + "ApplicationSecurityGroups");
        SetOneOrMany(properties, end + "AddressPrefix", end + "AddressPrefixes", texts);
    }

    private static string CheckedAddress(string text, string parameter)
    {
        if (text == Any || IsAddress(text))
        {
            return text;
        }

        if (text.Equals("Any", StringComparison.OrdinalIgnoreCase))
        {
            return Any;
        }

        var isTag = text.Length is > 0 and <= 80 && char.IsAsciiLetter(text[0])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '.');
        return isTag && !text.Contains("..", StringComparison.Ordinal) && !text.EndsWith('.') && !IsHost(text)
            ? text
            : throw EgressErrors.InvalidValue(
                parameter,
                $"'{ArmNames.Shown(text)}' isn't an IP address, a range in CIDR notation, a service tag, or '*'. Security rules don't take "
                    + "host names.",
                text);
    }

    // The region of a service tag has no dot of its own: Storage.EastUS. A word in lower case with a dot is a host name.
    private static bool IsHost(string text) => text.Count(c => c == '.') > 1
        || (text.Contains('.', StringComparison.Ordinal) && !text.Any(char.IsAsciiLetterUpper));

    private static bool IsAddress(string text) => Cidr.TryParse(text, out _) || Cidr.TryParseAddress(text, out _);

    private static void SetPorts(JsonObject properties, string member, string parameter, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            return;
        }

        var texts = values.Select(value => CheckedPort(value, parameter)).Distinct(StringComparer.Ordinal).ToList();
        if (texts.Count == 0 || (texts.Count > 1 && texts.Contains(Any)))
        {
            throw EgressErrors.InvalidValue(
                parameter, texts.Count == 0 ? "it has no value." : "'*' can't be combined with other ports.", parameter);
        }

        SetOneOrMany(properties, member, member + "s", texts);
    }

    private static string CheckedPort(string text, string parameter)
    {
        if (text is Any or "Any")
        {
            return Any;
        }

        var ends = text.Split('-');
        return ends.Length <= 2 && Port(ends[0]) is { } first && Port(ends[^1]) is { } last && first <= last
            ? text
            : throw EgressErrors.InvalidValue(
                parameter,
                FormattableString.Invariant(
                    $"'{ArmNames.Shown(text)}' isn't a port (0 to {LargestPort}), a range such as 8000-8080, or '*'."),
                text);
    }

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= LargestPort ? port : null;

    // ResourceCannotContainAddressPrefixesFromDifferentAddressFamilies (hashicorp/terraform-provider-azurerm#12534).
    private void CheckFamilies(JsonObject properties)
    {
        var rule = new SecurityRule(new JsonObject { ["properties"] = properties.DeepClone() });
        var families = rule.SourceAddressPrefix.Concat(rule.DestinationAddressPrefix)
            .Select(text => Cidr.TryParse(text, out var range) ? range.BaseAddress.AddressFamily
                : Cidr.TryParseAddress(text, out var address) ? address.AddressFamily
                : AddressFamily.Unspecified)
            .Where(family => family != AddressFamily.Unspecified)
            .Distinct();
        if (families.Count() > 1)
        {
            throw EgressErrors.InvalidValue(
                DestinationAddress is null ? nameof(SourceAddress) : nameof(DestinationAddress),
                $"rule '{Name}' would have IPv4 and IPv6 addresses. Add a rule for each IP version.",
                Name);
        }
    }
}
