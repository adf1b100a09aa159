using System.Collections.ObjectModel;
using System.Management.Automation.Host;
using StandIn.Pipelines;
using StandIn.Sessions;

namespace System.Management.Automation;

public abstract class PSCmdlet : Cmdlet
{
    private Session? _session;
    private InvocationInfo? _invocation;
    private PagingParameters? _paging;

    public InvocationInfo MyInvocation => _invocation ?? throw new NotImplementedException("The cmdlet runs without an engine.");

    public string ParameterSetName => CurrentParameterSetName;

    public SessionState SessionState => Session.State;

    public PSHost Host => Session.Host;

    public JobRepository JobRepository => Session.Jobs;

    public CommandInvocationIntrinsics InvokeCommand => Session.InvokeCommand;

    public PagingParameters? PagingParameters => _paging;

    private Session Session => _session ?? throw new NotImplementedException("The cmdlet runs without an engine.");

    public PathInfo CurrentProviderLocation(string providerId) => SessionState.Path.CurrentProviderLocation(providerId);

    public string GetUnresolvedProviderPathFromPSPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider) => SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);

    public object? GetVariableValue(string name) => SessionState.PSVariable.GetValue(name);

    public object? GetVariableValue(string name, object? defaultValue) => SessionState.PSVariable.GetValue(name, defaultValue);

    internal override void Attach(Session session, CommandRuntime runtime, InvocationInfo invocation, CommandInfo command, PagingParameters? paging)
    {
        base.Attach(session, runtime, invocation, command, paging);
        _session = session;
        _invocation = invocation;
        _paging = paging;
    }

    // The built-in commands work on the session itself.
    internal Session EngineSession => Session;
}

public sealed class PagingParameters
{
    internal PagingParameters()
    {
    }

    [Parameter]
    public SwitchParameter IncludeTotalCount { get; set; }

    [Parameter]
    public ulong Skip { get; set; }

    [Parameter]
    public ulong First { get; set; } = ulong.MaxValue;

    public PSObject NewTotalCount(ulong totalCount, double accuracy)
    {
        var result = new PSObject(totalCount);
        result.Members.Add(new PSNoteProperty("Accuracy", accuracy));
        return result;
    }
}
