namespace AksEgress.Simulator.World.StateFiles;

/// <summary>
/// The error for a state that can't be loaded: it isn't JSON, it isn't an array, or it contains something other than ARM documents.
/// </summary>
/// <param name="message">The problem and its position.</param>
/// <param name="innerException">The parser's own exception, if there is one.</param>
public sealed class SimulatorStateException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The line of the text, from 1, or null if the problem is in a document that was parsed.</summary>
    public long? Line { get; init; }

    /// <summary>The position of the document in the array, from 0, or null if the text isn't a JSON array.</summary>
    public int? DocumentIndex { get; init; }
}
