using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace StandIn.Tests;

/// <summary>A shell in its own runspace with the sample module.</summary>
internal sealed class SampleShell : IDisposable
{
    private readonly Runspace _runspace;

    public SampleShell(PSHost? host)
    {
        var initial = InitialSessionState.CreateDefault2();
        initial.ImportPSModule([Manifest]);
        _runspace = host is null ? RunspaceFactory.CreateRunspace(initial) : RunspaceFactory.CreateRunspace(host, initial);
        _runspace.Open();
        Shell = PowerShell.Create();
        Shell.Runspace = _runspace;
        // Colors aren't compared.
        Shell.AddScript("$PSStyle.OutputRendering = 'PlainText'").Invoke();
        Shell.Commands.Clear();
    }

    public static string Manifest => Path.Combine(AppContext.BaseDirectory, "Samples.psd1");

    public PowerShell Shell { get; }

    public void Dispose()
    {
        Shell.Dispose();
        _runspace.Dispose();
    }
}
