using System.Text.RegularExpressions;
using AksEgress.Help.Pages;
using AksEgress.Simulator;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Help;

/// <summary>Runs what a page shows, in a session of its own on the simulator's sample world.</summary>
internal static class Examples
{
    /// <summary>Runs an example.</summary>
    public static void Run(HelpExample example) => Run(example.Title, example.Prepare, example.Code, statePath: null);

    /// <summary>Runs a script and tells which requests one command of it made, and which resources there were at the end.</summary>
    /// <param name="title">What to call it where it fails.</param>
    /// <param name="prepare">A script that is run before it, or null.</param>
    /// <param name="code">The script.</param>
    /// <param name="command">The command that is watched, wherever it stands in the script.</param>
    public static (IReadOnlyList<string> Requests, string State) Watch(string title, string? prepare, string code, string command)
    {
        var folder = Directory.CreateTempSubdirectory("aksegress-state-");
        try
        {
            var path = Path.Combine(folder.FullName, "state.json");
            var requests = Run(title, prepare, Regex.Replace(code, $@"(?<![\w-]){command}(?![\w-])", command + " -Verbose"), path);
            using var simulator = new ArmSimulator(new SimulatorOptions { StatePath = path });
            return (requests, simulator.Save());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<string> Run(string title, string? prepare, string code, string? statePath)
    {
        var folder = Directory.CreateTempSubdirectory("aksegress-help-");
        try
        {
            using var session = Session.Simulated(statePath: statePath);
            session.Set("ConfirmPreference", "None");
            session.Set("folder", folder.FullName);
            session.Script("Set-Location $folder").Ok();
            IReadOnlyList<string> told = [];
            foreach (var (script, what) in new[] { (prepare, "prepare"), (code, "code") })
            {
                if (script is not null)
                {
                    var outcome = session.Script(script);
                    var error = outcome.Terminating ?? outcome.Errors.FirstOrDefault();
                    Assert.True(error is null, $"{title} ({what}): {error} {error?.FullyQualifiedErrorId}");
                    told = outcome.Verbose;
                }
            }

            return told;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
