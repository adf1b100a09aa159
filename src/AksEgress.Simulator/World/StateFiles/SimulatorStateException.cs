namespace AksEgress.Simulator.World.StateFiles;

/// <summary>A state that can't be loaded: it is not JSON, not an array, or holds something that is no ARM document.</summary>
/// <param name="message">What is wrong, and where.</param>
/// <param name="innerException">The parser's own exception, if there is one.</param>
public sealed class SimulatorStateException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The line of the text, from 1, or null when the fault is in a document that was read well.</summary>
    public long? Line { get; init; }

    /// <summary>The position of the document in the array, from 0, or null when the text is no JSON array.</summary>
    public int? DocumentIndex { get; init; }
}
