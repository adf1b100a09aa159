using System.Collections.ObjectModel;
using System.Management.Automation.Host;

namespace StandIn.Tests;

/// <summary>A session with the sample module, and shortcuts to run commands in it.</summary>
public abstract class EngineTests : IDisposable
{
    // No member of this class has an engine type in its signature: the class is inspected before the engine is chosen.
    private SampleShell? _shell;

    public void Dispose()
    {
        _shell?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected PowerShell Shell => (_shell ??= new SampleShell(null)).Shell;

    private protected void UseHost(PSHost host) => _shell = new SampleShell(host);

    private protected Collection<PSObject> Run(Action<PowerShell> add, params object?[] input)
    {
        Shell.Commands.Clear();
        Shell.Streams.ClearStreams();
        add(Shell);
        return input.Length == 0 ? Shell.Invoke() : Shell.Invoke(input);
    }

    private protected Collection<PSObject> Script(string text) => Run(s => s.AddScript(text));

    private protected string[] Texts(string script) => [.. Script(script).Select(o => o?.ToString() ?? "<null>")];

    private protected string Text(string script) => string.Join('|', Texts(script));
}
