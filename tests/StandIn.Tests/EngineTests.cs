using System.Collections.ObjectModel;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace StandIn.Tests;

/// <summary>A session with the sample module, and short ways to run things in it.</summary>
public abstract class EngineTests : IDisposable
{
    private PowerShell? _shell;

    protected static string Manifest => Path.Combine(AppContext.BaseDirectory, "Samples.psd1");

    protected PowerShell Shell => _shell ??= NewShell(null);

    public void Dispose()
    {
        if (_shell is not null)
        {
            _shell.Runspace.Dispose();
            _shell.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    protected static PowerShell NewShell(PSHost? host, params (string Name, object? Value)[] variables)
    {
        InitialSessionState initial = InitialSessionState.CreateDefault2();
        initial.ImportPSModule([Manifest]);
        foreach ((string name, object? value) in variables)
        {
            initial.Variables.Add(new SessionStateVariableEntry(name, value, string.Empty));
        }

        Runspace runspace = host is null ? RunspaceFactory.CreateRunspace(initial) : RunspaceFactory.CreateRunspace(host, initial);
        runspace.Open();
        PowerShell shell = PowerShell.Create();
        shell.Runspace = runspace;
        return shell;
    }

    protected void UseHost(PSHost host) => _shell = NewShell(host);

    protected Collection<PSObject> Run(Action<PowerShell> add, params object?[] input)
    {
        Shell.Commands.Clear();
        Shell.Streams.ClearStreams();
        add(Shell);
        return input.Length == 0 ? Shell.Invoke() : Shell.Invoke(input);
    }

    protected Collection<PSObject> Script(string text) => Run(s => s.AddScript(text));

    protected string[] Texts(string script) => [.. Script(script).Select(o => o?.ToString() ?? "<null>")];

    protected string Text(string script) => string.Join('|', Texts(script));
}
