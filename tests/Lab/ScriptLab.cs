using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AksEgress.Hosting;

namespace AksEgress.Lab;

/// <summary>Runs a script statement by statement, and prints what an administrator would see.</summary>
internal static class ScriptLab
{
    /// <summary>Runs a script; returns 1 if a statement failed unexpectedly.</summary>
    /// <exception cref="LabException">The file or the module doesn't exist.</exception>
    public static int Run(string path)
    {
        if (!File.Exists(path))
        {
            throw new LabException($"The file '{path}' doesn't exist.");
        }

        if (!File.Exists(Engine.Manifest))
        {
            throw new LabException($"'{Engine.Manifest}' doesn't exist. Run dotnet build first.");
        }

        var clock = Stopwatch.StartNew();
        var host = new LabHost();
        var initial = InitialSessionState.CreateDefault();
        initial.ImportPSModule([Engine.Manifest]);
        using var runspace = RunspaceFactory.CreateRunspace(host, initial);
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        runspace.SessionStateProxy.SetVariable("ErrorActionPreference", "Stop");
        runspace.SessionStateProxy.SetVariable("ProgressPreference", "SilentlyContinue");
        runspace.SessionStateProxy.Path.SetLocation(Path.GetDirectoryName(Path.GetFullPath(path))!);

        var failed = false;
        foreach (var piece in StatementReader.Read(File.ReadAllText(path)))
        {
            if (piece.IsProse)
            {
                host.Prose(piece.Text);
                continue;
            }

            host.Command(piece.Text);
            if (!RunStatement(runspace, host, piece.Text))
            {
                failed = true;
                break;
            }
        }

        var engine = Engine.RealDirectory is null ? "the stand-in" : "PowerShell of " + Engine.RealDirectory;
        host.Line(
            string.Create(
                CultureInfo.InvariantCulture, $"{(failed ? "FAILED" : "Done")} in {clock.Elapsed.TotalSeconds:F1} s on {engine}."));
        return failed ? 1 : 0;
    }

    private static bool RunStatement(Runspace runspace, LabHost host, string statement)
    {
        using var shell = System.Management.Automation.PowerShell.Create();
        shell.Runspace = runspace;
        shell
            .AddScript(statement, useLocalScope: false)
            .AddCommand("Out-String")
            .AddParameter("Width", LabHost.Width)
            .AddParameter("Stream");
        shell.Streams.Warning.DataAdded += (sender, e) =>
            host.Line("WARNING: " + ((PSDataCollection<WarningRecord>)sender!)[e.Index].Message);
        try
        {
            var output = new PSDataCollection<PSObject>();
            output.DataAdded += (sender, e) => host.Output(((PSDataCollection<PSObject>)sender!)[e.Index]?.ToString() ?? string.Empty);
            shell.Invoke(null, output);
            foreach (var error in shell.Streams.Error)
            {
                host.Error(error);
            }

            return true;
        }
        catch (RuntimeException e)
        {
            host.Error(e.ErrorRecord);
            return false;
        }
    }
}
