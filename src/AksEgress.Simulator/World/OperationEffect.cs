namespace AksEgress.Simulator.World;

/// <summary>The effect of a long-running operation at its end.</summary>
internal enum OperationEffect
{
    /// <summary>A PUT: the document becomes what was requested.</summary>
    Write,

    /// <summary>A DELETE: the resource is removed.</summary>
    Delete,

    /// <summary>The end of another operation that was aborted.</summary>
    Abort,

    /// <summary>A POST named in <see cref="Operation.Action"/>.</summary>
    Action,
}
