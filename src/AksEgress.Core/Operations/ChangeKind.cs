namespace AksEgress.Core.Operations;

/// <summary>What a plan or an operation does to its resource.</summary>
public enum ChangeKind : long
{
    /// <summary>Nothing: the resource is as requested already.</summary>
    None,

    /// <summary>Creates it; it didn't exist before.</summary>
    Create,

    /// <summary>Changes it.</summary>
    Update,

    /// <summary>Removes it.</summary>
    Delete,

    /// <summary>Starts an action on it, whose effect its document doesn't show.</summary>
    Action,
}
