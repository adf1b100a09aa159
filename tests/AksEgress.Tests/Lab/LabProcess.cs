using System.Diagnostics;
using AksEgress.Hosting;

namespace AksEgress.Tests.Lab;

/// <summary>The lab as a separate process.</summary>
internal static class LabProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    /// <summary>Starts the lab.</summary>
    public static Process Start(params string[] arguments) => Start([], arguments);

    /// <summary>Starts the lab with a changed environment; null removes a variable.</summary>
    public static Process Start(Dictionary<string, string?> environment, params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(Engine.Root, "tests", "Lab", "bin", configuration, "net10.0", "Lab.dll");
        Assert.True(File.Exists(program), $"{program} is missing: dotnet build makes it.");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs the lab to its end.</summary>
    public static Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Runs the lab to its end with a changed environment; null removes a variable.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        Dictionary<string, string?> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(s_patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"lab {string.Join(' ', arguments)} took more than {s_patience}.");
        }

        return (process.ExitCode, await output, await errors);
    }
}
