using System.Diagnostics.CodeAnalysis;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Arm;

/// <summary>
/// The validated ID of a resource or a resource group. Comparisons ignore case, like ARM: AKS returns <c>resourcegroups</c> where
/// others return <c>resourceGroups</c>.
/// </summary>
public sealed class ArmResourceId : IEquatable<ArmResourceId>
{
    private const int MaximumLength = 2048;

    private ArmResourceId(string subscriptionId, string resourceGroupName, string resourceType, string[] names)
    {
        SubscriptionId = subscriptionId;
        ResourceGroupName = resourceGroupName;
        ResourceType = resourceType;
        Names = names;
        Text = Format();
    }

    /// <summary>The subscription's GUID.</summary>
    public string SubscriptionId { get; }

    /// <summary>The resource group's name.</summary>
    public string ResourceGroupName { get; }

    /// <summary>The full type, such as <c>Microsoft.Network/virtualNetworks/subnets</c>.</summary>
    public string ResourceType { get; }

    /// <summary>The names of the resource and its parents: for a subnet, those of the virtual network and of the subnet.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The resource's own name.</summary>
    public string Name => Names.Count == 0 ? ResourceGroupName : Names[^1];

    /// <summary>The id as text.</summary>
    public string Text { get; }

    /// <summary>The parent resource of a child such as a subnet; null for any other.</summary>
    public ArmResourceId? Parent => Names.Count < 2
        ? null
        : new ArmResourceId(
            SubscriptionId, ResourceGroupName, ResourceType[..ResourceType.LastIndexOf('/')], [.. Names.Take(Names.Count - 1)]);

    /// <summary>The path to send to ARM, with each name escaped.</summary>
    public string Path
    {
        get
        {
            var path = $"/subscriptions/{SubscriptionId}/resourceGroups/{Uri.EscapeDataString(ResourceGroupName)}";
            return Names.Count == 0 ? path : path + "/providers/" + TypesAndNames(Uri.EscapeDataString);
        }
    }

    /// <summary>Creates the ID of a resource group.</summary>
    /// <exception cref="EgressException">InvalidSubscriptionId, or InvalidResourceName for a name that ARM can't accept.</exception>
    public static ArmResourceId Group(string subscriptionId, string resourceGroupName) =>
        Create(subscriptionId, resourceGroupName, ResourceTypes.ResourceGroups);

    /// <summary>Creates an ID from its parts.</summary>
    /// <param name="subscriptionId">A GUID.</param>
    /// <param name="resourceGroupName">1 to 90 characters.</param>
    /// <param name="resourceType">The full type.</param>
    /// <param name="names">As many names as the type has levels.</param>
    /// <exception cref="EgressException">InvalidResourceName, for a name that ARM can't accept.</exception>
    public static ArmResourceId Create(string subscriptionId, string resourceGroupName, string resourceType, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (!IsSubscription(subscriptionId))
        {
            throw EgressErrors.InvalidSubscriptionId(ArmNames.Shown(subscriptionId), subscriptionId);
        }

        ArmNames.Check(resourceGroupName, ArmNames.MaximumGroupLength, "ResourceGroupName");
        foreach (var name in names)
        {
            ArmNames.Check(name, ArmNames.MaximumLength);
        }

        return new ArmResourceId(subscriptionId, resourceGroupName, resourceType, names);
    }

    /// <summary>Parses an ID of a type.</summary>
    /// <param name="text">The id.</param>
    /// <param name="resourceType">The required type.</param>
    /// <param name="parameterName">The parameter that contains it, or null.</param>
    /// <exception cref="EgressException">
    /// InvalidResourceId if the text isn't an ID, WrongResourceType if it's the ID of another type.
    /// </exception>
    public static ArmResourceId Parse(string text, string resourceType, string? parameterName = null)
    {
        var id = ParseAny(text, parameterName);
        return string.Equals(id.ResourceType, resourceType, StringComparison.OrdinalIgnoreCase)
            ? id
            : throw EgressErrors.WrongResourceType(id.Text, id.ResourceType, resourceType, text, parameterName);
    }

    /// <summary>Parses an ID.</summary>
    /// <exception cref="EgressException">InvalidResourceId.</exception>
    public static ArmResourceId Parse(string text) => ParseAny(text, null);

    /// <summary>Parses an ID of any type.</summary>
    /// <param name="text">The id.</param>
    /// <param name="parameterName">The parameter that contains it, or null.</param>
    /// <exception cref="EgressException">InvalidResourceId.</exception>
    public static ArmResourceId ParseAny(string text, string? parameterName) =>
        TryParse(text, out var id) ? id : throw EgressErrors.InvalidResourceId(ArmNames.Shown(text), text, parameterName);

    /// <summary>Parses an ID; returns false for any other text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ArmResourceId? id)
    {
        id = null;
        if (text is null || text.Length > MaximumLength || !text.StartsWith('/'))
        {
            return false;
        }

        var parts = text.TrimEnd('/').Split('/');
        if (parts.Length < 5 || !Is(parts[1], "subscriptions") || !Is(parts[3], "resourceGroups")
            || !IsSubscription(parts[2]) || !ArmNames.IsValid(parts[4], ArmNames.MaximumGroupLength))
        {
            return false;
        }

        if (parts.Length == 5)
        {
            id = new ArmResourceId(parts[2], parts[4], ResourceTypes.ResourceGroups, []);
            return true;
        }

        if (parts.Length < 9 || parts.Length % 2 == 0 || !Is(parts[5], "providers"))
        {
            return false;
        }

        var types = new List<string> { parts[6] };
        var names = new List<string>();
        for (var i = 7; i < parts.Length; i += 2)
        {
            if (!ArmNames.IsValid(parts[i + 1], ArmNames.MaximumLength))
            {
                return false;
            }

            types.Add(parts[i]);
            names.Add(parts[i + 1]);
        }

        if (!types.TrueForAll(IsType))
        {
            return false;
        }

        id = new ArmResourceId(parts[2], parts[4], string.Join('/', types), [.. names]);
        return true;

        static bool Is(string part, string word) => string.Equals(part, word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True for a GUID in ARM's format; the parser of Guid also accepts spaces, signs, and 0x.</summary>
    public static bool IsSubscription(string? text) =>
        text is { Length: 36 } && text.All(c => char.IsAsciiHexDigit(c) || c == '-') && Guid.TryParseExact(text, "D", out _);

    /// <summary>The id of a child resource.</summary>
    /// <exception cref="EgressException">InvalidResourceName, for a name that ARM can't accept.</exception>
    public ArmResourceId Child(string type, string name, string? parameterName = null)
    {
        ArmNames.Check(name, ArmNames.MaximumLength, parameterName);
        return new ArmResourceId(SubscriptionId, ResourceGroupName, ResourceType + "/" + type, [.. Names, name]);
    }

    /// <inheritdoc/>
    public bool Equals(ArmResourceId? other) => other is not null && string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ArmResourceId);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    /// <summary>The id as text.</summary>
    public override string ToString() => Text;

    // A segment that contains only dots would change the path.
    private static bool IsType(string type) =>
        type.Length > 0 && char.IsAsciiLetter(type[0]) && type[^1] != '.' && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');

    private string Format()
    {
        var group = $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroupName}";
        return Names.Count == 0 ? group : group + "/providers/" + TypesAndNames(name => name);
    }

    private string TypesAndNames(Func<string, string> write)
    {
        var types = ResourceType.Split('/');
        return types[0] + string.Concat(Names.Select((name, i) => "/" + types[i + 1] + "/" + write(name)));
    }
}
