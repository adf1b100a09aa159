namespace AksEgress.Simulator.World;

/// <summary>What a long-running operation does when it ends.</summary>
internal enum OperationEffect
{
    /// <summary>A PUT: the document becomes what was asked for.</summary>
    Write,

    /// <summary>A DELETE: the resource goes.</summary>
    Delete,

    /// <summary>The end of another operation that was called off.</summary>
    Abort,

    /// <summary>A POST named in <see cref="Operation.Action"/>.</summary>
    Action,
}
