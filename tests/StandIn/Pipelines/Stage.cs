using System.Management.Automation;

namespace StandIn.Pipelines;

/// <summary>One command of a pipeline.</summary>
internal abstract class Stage : IDisposable
{
    private bool _begun;

    public Pipeline Pipeline { get; private set; } = null!;

    public int Index { get; private set; }

    public CommandRuntime Runtime { get; protected set; } = null!;

    public abstract InvocationInfo Invocation { get; }

    public bool InputExpected { get; private set; }

    public void Attach(Pipeline pipeline, int index)
    {
        Pipeline = pipeline;
        Index = index;
        Invocation.PipelineLength = pipeline.Length;
        Invocation.PipelinePosition = index + 1;
        OnAttached();
    }

    public void Prepare(bool inputExpected)
    {
        InputExpected = inputExpected;
        Invocation.ExpectingInput = inputExpected;
        Guard(OnPrepare);
        Runtime.SetUpVariables();
    }

    public void EnsureBegun()
    {
        if (!_begun)
        {
            // Before the call: its output can return here through commands downstream.
            _begun = true;
            Guard(OnBegin);
        }
    }

    public void Process(object? input)
    {
        EnsureBegun();
        Guard(() => OnInput(input));
    }

    public void Complete()
    {
        EnsureBegun();
        Guard(() =>
        {
            if (!InputExpected)
            {
                OnNoInput();
            }

            OnEnd();
        });
    }

    public virtual void Stop()
    {
    }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    protected virtual void OnAttached()
    {
    }

    protected virtual void OnPrepare()
    {
    }

    protected virtual void OnBegin()
    {
    }

    protected virtual void OnNoInput()
    {
    }

    protected abstract void OnInput(object? input);

    protected virtual void OnEnd()
    {
    }

    /// <summary>How a failure of this kind of command is reported to the caller.</summary>
    protected virtual Exception Translate(Exception failure) => failure;

    private void Guard(Action work)
    {
        var before = Pipeline.Writer;
        Pipeline.Writer = this;
        try
        {
            Runtime.ThrowIfStopping();
            work();
        }
        catch (PipelineStoppedException) when (Pipeline.Stopping)
        {
            throw;
        }
        catch (FlowControlException flow) when (flow is not StopUpstreamException)
        {
            throw;
        }
        catch (Exception failure)
        {
            var told = Translate(failure);
            Runtime.RememberError(told);
            throw Pipeline.Fail(told);
        }
        finally
        {
            Pipeline.Writer = before;
        }
    }
}
