namespace AksEgress.PowerShell.Binding;

/// <summary>The parameters that identify a cmdlet's resource, as they are bound.</summary>
/// <param name="ResourceType">The expected resource type.</param>
/// <param name="Name">The resource's name.</param>
/// <param name="ResourceGroupName">Its resource group.</param>
internal sealed record SubjectNames(string ResourceType, string? Name, string? ResourceGroupName)
{
    /// <summary>The parameter that holds the name.</summary>
    public string NameParameter { get; init; } = "Name";

    /// <summary>The parent's name, for a child such as a subnet.</summary>
    public string? Parent { get; init; }

    /// <summary>The parameter that holds the parent's name.</summary>
    public string? ParentParameter { get; init; }

    /// <summary>The resource's id.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The parameter that a word on the command line belongs to if the resource comes from the pipeline.</summary>
    public string? Payload { get; init; }

    /// <summary>
    /// True for the parent of the cmdlet's resource: the Name column of a row is the child's, and the parent's name has its own
    /// column.
    /// </summary>
    public bool IsParent { get; init; }

    /// <summary>
    /// Kinds of objects, besides resources and rows, that contain the resource's name in the property named after its noun.
    /// </summary>
    public IReadOnlyList<PipedKind> NamedBy { get; init; } = [];
}
