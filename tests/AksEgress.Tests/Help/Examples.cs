using System.Text.RegularExpressions;
using AksEgress.Help.Pages;
using AksEgress.Simulator;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Help;

/// <summary>Runs the examples of the help in sessions of their own on the simulator.</summary>
internal static class Examples
{
    /// <summary>
    /// Runs an example exactly as printed, in a new session that has only run Connect-AksEgress -Simulated. An example that prompts is
    /// an error.
    /// </summary>
    public static void Run(HelpExample example) => Run(example.Title, example.Code);

    /// <summary>Runs code like an example.</summary>
    public static void Run(string title, string code)
    {
        using var folder = new Folder();
        using var session = Session.Simulated();
        folder.Enter(session);
        Check(title, session.Script(code));
    }

    /// <summary>Runs a script and returns the requests of one command in it, and the resources at the end.</summary>
    /// <param name="title">The name of the script in error messages.</param>
    /// <param name="prepare">A script to run first, or null.</param>
    /// <param name="code">The script.</param>
    /// <param name="command">The command to watch, anywhere in the script.</param>
    public static (IReadOnlyList<string> Requests, string State) Watch(string title, string? prepare, string code, string command)
    {
        using var state = new Folder();
        var path = Path.Combine(state.Path, "state.json");
        IReadOnlyList<string> requests;
        using (var folder = new Folder())
        using (var session = Session.Simulated(statePath: path))
        {
            folder.Enter(session);
            session.Set("ConfirmPreference", "None");
            if (prepare is not null)
            {
                Check($"{title} (prepare)", session.Script(prepare));
            }

            var outcome = session.Script(Regex.Replace(code, $@"(?<![\w-]){command}(?![\w-])", command + " -Verbose"));
            Check($"{title} (code)", outcome);
            requests = outcome.Verbose;
        }

        using var simulator = new ArmSimulator(new SimulatorOptions { StatePath = path });
        return (requests, simulator.Save());
    }

    private static void Check(string title, Outcome outcome)
    {
        var error = outcome.Terminating ?? outcome.Errors.FirstOrDefault();
        Assert.True(error is null, $"{title}: {error} {error?.FullyQualifiedErrorId}");
    }

    /// <summary>A new folder as the current location of a session, so that examples can write files.</summary>
    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aksegress-help-");

        public string Path => _folder.FullName;

        public void Enter(Session session)
        {
            session.Set("folder", Path);
            session.Script("Set-Location $folder").Ok();
            session.Set("folder", null);
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
