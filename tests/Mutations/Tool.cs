using System.Diagnostics;
using System.Text;

namespace AksEgress.Mutations;

/// <summary>Runs dotnet with a time limit.</summary>
internal static class Tool
{
    /// <summary>Runs dotnet, and returns its exit code, or null after the time limit, with all its output.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="limit">The time limit.</param>
    /// <param name="arguments">The arguments.</param>
    public static async Task<(int? ExitCode, string Output)> RunAsync(string folder, TimeSpan limit, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var late = new CancellationTokenSource(limit);
        int? code;
        try
        {
            await process.WaitForExitAsync(late.Token);
            code = process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            code = null;
        }

        lock (output)
        {
            return (code, output.ToString());
        }
    }
}
