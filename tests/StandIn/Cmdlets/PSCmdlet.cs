using System.Collections.ObjectModel;
using System.Management.Automation.Host;
using StandIn.Pipelines;
using StandIn.Sessions;

namespace System.Management.Automation;

public abstract class PSCmdlet : Cmdlet
{
    private Session? _session;
    private InvocationInfo? _invocation;

    public InvocationInfo MyInvocation => _invocation ?? throw new NotImplementedException("The cmdlet runs without an engine.");

    public string ParameterSetName => CurrentParameterSetName;

    public SessionState SessionState => Session.State;

    public PSHost Host => Session.Host;

    public JobRepository JobRepository => Session.Jobs;

    private Session Session => _session ?? throw new NotImplementedException("The cmdlet runs without an engine.");

    public string GetUnresolvedProviderPathFromPSPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider) =>
        SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);

    internal override void Attach(Session session, CommandRuntime runtime, InvocationInfo invocation, CommandInfo command)
    {
        base.Attach(session, runtime, invocation, command);
        _session = session;
        _invocation = invocation;
    }

    // The built-in commands use the session itself.
    internal Session EngineSession => Session;
}
