using StandIn.Sessions;

namespace System.Management.Automation.Runspaces;

/// <summary>The initial state of a session: the modules to import.</summary>
public class InitialSessionState
{
    private readonly List<string> _modules = [];

    protected InitialSessionState()
    {
    }

    public static InitialSessionState CreateDefault() => new();

    public static InitialSessionState CreateDefault2() => CreateDefault();

    public void ImportPSModule(string[] name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var module in name)
        {
            ArgumentException.ThrowIfNullOrEmpty(module);
            _modules.Add(module);
        }
    }

    internal InitialSessionState Copy()
    {
        var copy = new InitialSessionState();
        copy._modules.AddRange(_modules);
        return copy;
    }

    internal void Apply(Session session)
    {
        foreach (var module in _modules)
        {
            try
            {
                session.Modules.Import(module);
            }
            catch (RuntimeException failure)
            {
                // As in the engine: a module that can't be loaded leaves an error in $Error.
                session.RememberError(new ErrorRecord(failure.ErrorRecord, failure));
            }
        }
    }
}
