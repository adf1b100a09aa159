namespace AksEgress.Core.Operations;

/// <summary>The change that a plan or an operation makes to its resource.</summary>
public enum ChangeKind : long
{
    /// <summary>None: the resource is already as requested.</summary>
    None,

    /// <summary>Creates it; it didn't exist before.</summary>
    Create,

    /// <summary>Changes it.</summary>
    Update,

    /// <summary>Removes it.</summary>
    Delete,

    /// <summary>Starts an action, whose effect the document doesn't show.</summary>
    Action,
}
