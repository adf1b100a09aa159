using AksEgress.Core.Documents;

namespace AksEgress.Core.Features;

/// <summary>A preview feature of a resource provider, with its state in the subscription.</summary>
public sealed class PreviewFeature
{
    private readonly ArmDocument _document;

    /// <summary>Creates a view of a document of Microsoft.Features.</summary>
    public PreviewFeature(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        _document = document;
    }

    /// <summary>The feature's name without its provider.</summary>
    public string Name => _document.Name[(_document.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The provider, such as Microsoft.ContainerService.</summary>
    public string Namespace =>
        _document.Name.Contains('/', StringComparison.Ordinal)
            ? _document.Name[.._document.Name.IndexOf('/', StringComparison.Ordinal)]
            : string.Empty;

    /// <summary>NotRegistered, Pending, Registering, Registered, Unregistering or Unregistered.</summary>
    public string State => _document.Root.Text("properties", "state") ?? string.Empty;

    /// <summary>True when the subscription has the feature.</summary>
    public bool IsRegistered => string.Equals(State, "Registered", StringComparison.OrdinalIgnoreCase);

    /// <summary>The feature's ID, with the name that it has in all outputs.</summary>
    public string ResourceId => Id;

    /// <summary>The feature's id.</summary>
    public string Id => _document.Id;

    /// <summary>The feature in one line.</summary>
    public override string ToString() => $"{_document.Name}: {State}";
}
