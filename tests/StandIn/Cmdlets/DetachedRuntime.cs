using System.Management.Automation;
using System.Management.Automation.Host;

namespace StandIn.Pipelines;

/// <summary>The runtime of a cmdlet that was invoked by itself: objects are kept, errors thrown, all else dropped.</summary>
internal sealed class DetachedRuntime(List<object?> output) : ICommandRuntime2
{
    public PSHost? Host => null;

    public PSTransactionContext? CurrentPSTransaction => null;

    public void WriteDebug(string? text)
    {
    }

    public void WriteError(ErrorRecord errorRecord) => throw (errorRecord.Exception ?? new InvalidOperationException(errorRecord.ToString()));

    public void WriteObject(object? sendToPipeline) => output.Add(sendToPipeline);

    public void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        if (enumerateCollection && LanguagePrimitives.GetEnumerator(sendToPipeline) is { } elements)
        {
            while (elements.MoveNext())
            {
                output.Add(elements.Current);
            }
        }
        else
        {
            output.Add(sendToPipeline);
        }
    }

    public void WriteProgress(ProgressRecord progressRecord)
    {
    }

    public void WriteProgress(long sourceId, ProgressRecord progressRecord)
    {
    }

    public void WriteVerbose(string? text)
    {
    }

    public void WriteWarning(string? text)
    {
    }

    public void WriteCommandDetail(string? text)
    {
    }

    public void WriteInformation(InformationRecord informationRecord)
    {
    }

    public bool ShouldProcess(string? target) => true;

    public bool ShouldProcess(string? target, string? action) => true;

    public bool ShouldProcess(string? verboseDescription, string? verboseWarning, string? caption) => true;

    public bool ShouldProcess(string? verboseDescription, string? verboseWarning, string? caption, out ShouldProcessReason shouldProcessReason)
    {
        shouldProcessReason = ShouldProcessReason.None;
        return true;
    }

    public bool ShouldContinue(string? query, string? caption) => true;

    public bool ShouldContinue(string? query, string? caption, ref bool yesToAll, ref bool noToAll) => true;

    public bool ShouldContinue(string? query, string? caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll) => true;

    public bool TransactionAvailable() => false;

    public void ThrowTerminatingError(ErrorRecord errorRecord) => throw (errorRecord.Exception ?? new InvalidOperationException(errorRecord.ToString()));
}
