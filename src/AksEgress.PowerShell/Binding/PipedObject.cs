using System.Collections;
using System.Globalization;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Binding;

/// <summary>
/// An object from the pipeline. Its properties decide what it means, never its type: live objects and their copies from Clixml,
/// jobs, remoting, JSON, and CSV files have the same properties and so mean the same.
/// </summary>
internal sealed class PipedObject
{
    // Properties that only output of this module has: such an object describes the current state, not the desired state.
    private static readonly string[] s_stateMarkers =
    [
        "ProvisioningState", "SeenByInternet", "Steps", "ExitCode", "Token", "Record", "Ready", "Plan", "BackupPath",
        "AddressState", "DecidedBy",
    ];

    // An output that went through Select-Object is still that output.
    private static readonly string[] s_ownPrefixes = ["Deserialized.AksEgress.", "Selected.AksEgress.", "Deserialized.Selected.AksEgress."];

    // Jobs and remote sessions add these properties to what they return.
    private static readonly string[] s_addedByPowerShell = ["PSComputerName", "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId"];

    private readonly PSObject _source;
    private readonly IDictionary? _table;

    private PipedObject(PSObject source)
    {
        _source = source;
        _table = source.BaseObject as IDictionary;
        Text = source.BaseObject as string;
        Kind = Classify();
        Id = Kind switch
        {
            PipedKind.Text => IdOf(Text!),
            PipedKind.Resource => ArmResourceId.ParseAny(IdText!, "InputObject"),
            PipedKind.Route when IdText is { } id => ArmResourceId.Parse(id, ResourceTypes.Routes),
            _ => null,
        };
        if (Kind == PipedKind.Resource)
        {
            RequireConsistent(Id!);
        }
    }

    /// <summary>The kind of the object.</summary>
    public PipedKind Kind { get; }

    /// <summary>The resource id of the object, or null.</summary>
    public ArmResourceId? Id { get; }

    /// <summary>The text of a piped string, or null.</summary>
    public string? Text { get; }

    /// <summary>True for an object that a user wrote: its properties are desired values, not the state of a resource.</summary>
    public bool IsRow =>
        Kind is not (PipedKind.Text or PipedKind.Foreign)
            && (_table is not null || _source.BaseObject is PSCustomObject)
            && !IsOwnOutput
            && !s_stateMarkers.Any(Has);

    /// <summary>The outbound type that the object requests; null if it has none or only reports the current one.</summary>
    public string? WantedOutboundType => IsRow || (Has("Ready") && Has("From") && Has("Verdict"))
        ? this["OutboundType"]
        : Has("IsChangeRequired") && Has("From") ? this["To"] : null;

    /// <summary>The names of the properties, without those that a job or a remote session adds.</summary>
    public IEnumerable<string> PropertyNames => _table is not null
        ? _table.Keys.OfType<object>().Select(key => key.ToString()!)
        : _source.Properties.Select(property => property.Name).Except(s_addedByPowerShell, StringComparer.OrdinalIgnoreCase);

    private string? IdText => this["ResourceId"] ?? this["Id"];

    // Output of this module, live or deserialized.
    private bool IsOwnOutput => _source.BaseObject.GetType().Namespace?.StartsWith("AksEgress.", StringComparison.Ordinal) == true
        || s_ownPrefixes.Any(prefix => TypeName.StartsWith(prefix, StringComparison.Ordinal));

    private string TypeName => _source.TypeNames.Count > 0 ? _source.TypeNames[0] : string.Empty;

    /// <summary>A property as text; null where it is missing or empty.</summary>
    public string? this[string property] => Value(property) switch
    {
        null => null,
        string text => text.Length == 0 ? null : text,
        ICollection { Count: 0 } => null,
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>Reads an object from the pipeline.</summary>
    /// <exception cref="EgressException">InvalidResourceId if a property that should contain an id contains something else.</exception>
    public static PipedObject Of(PSObject source) => new(source);

    /// <summary>A property as it is; null where it is missing or can't be read.</summary>
    public object? Value(string property)
    {
        object? value;
        if (_table is not null)
        {
            value = _table.Keys.OfType<object>().Where(key => Is(key.ToString(), property)).Select(key => _table[key]).FirstOrDefault();
        }
        else
        {
            try
            {
                value = _source.Properties[property]?.Value;
            }
            catch (GetValueException)
            {
                return null;
            }
        }

        return value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
    }

    /// <summary>True if the object has a property of that name, even an empty one.</summary>
    public bool Has(string property) =>
        _table is not null ? PropertyNames.Any(name => Is(name, property)) : _source.Properties[property] is not null;

    /// <summary>The object as an error names it, such as <c>Subnet 'aks'</c>.</summary>
    public string Describe() => Kind switch
    {
        PipedKind.Text => $"The string '{ArmNames.Shown(Text)}'",
        PipedKind.Resource => $"{ResourceNouns.Describe(Id!.ResourceType)} '{Id.Name}'",
        PipedKind.EgressAddress => $"The egress IP address of cluster '{ArmNames.Shown(this["ClusterName"])}'",
        PipedKind.AuthorizedRange => "An authorized IP range",
        PipedKind.FirewallRule => $"Firewall rule '{ArmNames.Shown(this["Name"])}'",
        PipedKind.SecurityRule => $"Security rule '{ArmNames.Shown(this["Name"])}'",
        PipedKind.Route => $"Route '{ArmNames.Shown(this["Name"])}'",
        PipedKind.Feature => "A preview feature",
        PipedKind.RoleAssignment => "A role assignment",
        PipedKind.Row => "This object",
        _ => $"An object of type '{TypeName}'",
    };

    // An output that was exported and edited is ambiguous: it may describe the current or the desired state. A topology step has
    // its own name.
    private void RequireConsistent(ArmResourceId id)
    {
        (string Property, string Expected)[] pairs =
        [
            ("Name", Has("Done") ? string.Empty : id.Name),
            ("ResourceGroupName", id.ResourceGroupName),
            ("SubscriptionId", id.SubscriptionId)
        ];
        foreach (var (property, expected) in pairs)
        {
            if (expected.Length > 0 && this[property] is { } value && !Is(value, expected))
            {
                throw EgressErrors.PipelineInputContradictory(id.Text, property, ArmNames.Shown(value));
            }
        }
    }

    // A name can contain wildcards here. An empty text is never a name.
    private static ArmResourceId? IdOf(string text)
    {
        if (text.Length == 0)
        {
            ArmNames.Check(text, ArmNames.MaximumLength, "InputObject");
        }

        return text.StartsWith('/') ? ArmResourceId.ParseAny(text, "InputObject") : null;
    }

    private static bool Is(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private PipedKind Classify()
    {
        if (Text is not null)
        {
            return PipedKind.Text;
        }

        var isForeign = _source.BaseObject is PSCustomObject
            ? TypeName.StartsWith("Deserialized.", StringComparison.Ordinal)
                && !IsOwnOutput
                && !IsRowType(TypeName["Deserialized.".Length..])
            : _table is null && !IsOwnOutput;
        if (isForeign)
        {
            // Objects of Az modules have an ARM id. A process also has an Id, which isn't an ARM id.
            return ArmResourceId.TryParse(IdText, out _) ? PipedKind.Resource : PipedKind.Foreign;
        }

        return Has("CollectionName") && (Has("Kind") || Has("FirewallName")) ? PipedKind.FirewallRule
            : Has("NextHopType") ? PipedKind.Route
            : Has("Direction") && Has("Access") && Has("Priority") ? PipedKind.SecurityRule
            : Has("PrincipalId") && Has("RoleName") ? PipedKind.RoleAssignment
            : Has("Namespace") && Has("State") ? PipedKind.Feature
            : Has("IpRange") && Has("ClusterName") && IdText is null ? PipedKind.AuthorizedRange
            : Has("IpAddress") && Has("ClusterName") && IdText is null ? PipedKind.EgressAddress
            : IdText is not null ? PipedKind.Resource
            : PipedKind.Row;
    }

    private static bool IsRowType(string type) =>
        type is "System.Management.Automation.PSCustomObject" or "System.Collections.Hashtable"
            or "System.Collections.Specialized.OrderedDictionary"
        || type.StartsWith("Selected.", StringComparison.Ordinal) || type.StartsWith("CSV:", StringComparison.Ordinal);
}
