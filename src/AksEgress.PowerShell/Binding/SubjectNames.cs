namespace AksEgress.PowerShell.Binding;

/// <summary>The parameters that identify a cmdlet's resource, as far as they are bound.</summary>
/// <param name="ResourceType">The resource type that is wanted.</param>
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

    /// <summary>The parameter that a word on the command line belongs to when the resource comes from the pipeline.</summary>
    public string? Payload { get; init; }

    /// <summary>
    /// True for the parent of the cmdlet's resource: a row's Name is the child's, and the parent's name has its own column.
    /// </summary>
    public bool IsParent { get; init; }

    /// <summary>Kinds of objects besides resources and rows that name the resource by their property of its noun.</summary>
    public IReadOnlyList<PipedKind> NamedBy { get; init; } = [];
}
