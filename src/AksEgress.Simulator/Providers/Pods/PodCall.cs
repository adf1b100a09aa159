namespace AksEgress.Simulator.Providers.Pods;

/// <summary>One call of a command.</summary>
/// <param name="Arguments">The arguments without the command's name.</param>
/// <param name="Input">The input from a pipe, a file, or a here-document.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Session">The pod.</param>
internal sealed record PodCall(IReadOnlyList<string> Arguments, string Input, OutputText Out, OutputText Error, PodSession Session)
{
    /// <summary>Writes an error message and returns its exit code.</summary>
    public int Fail(int code, string message)
    {
        Error.WriteLine(message);
        return code;
    }
}
