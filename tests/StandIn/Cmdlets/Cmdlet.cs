using System.Management.Automation.Internal;
using StandIn.Pipelines;
using StandIn.Sessions;

namespace System.Management.Automation
{
    public abstract class Cmdlet : InternalCommand
    {
        private static readonly HashSet<string> s_common = new(StringComparer.OrdinalIgnoreCase)
        {
            "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable", "WarningVariable",
            "OutVariable", "OutBuffer", "PipelineVariable", "InformationVariable",
        };
        private ICommandRuntime? _runtime;
        private string _parameterSetName = string.Empty;
        private volatile bool _stopping;

        public static HashSet<string> CommonParameters => [.. s_common];

        public ICommandRuntime CommandRuntime
        {
            get => _runtime!;
            set => _runtime = value;
        }

        public bool Stopping => _stopping || (_runtime as CommandRuntime)?.IsStopping == true;

        internal string CurrentParameterSetName => _parameterSetName;

        private ICommandRuntime Runtime => _runtime ?? throw new NotImplementedException("The cmdlet runs without a command runtime.");

        protected virtual void BeginProcessing()
        {
        }

        protected virtual void ProcessRecord()
        {
        }

        protected virtual void EndProcessing()
        {
        }

        protected virtual void StopProcessing()
        {
        }

        public void WriteObject(object? sendToPipeline) => Runtime.WriteObject(sendToPipeline);

        public void WriteObject(object? sendToPipeline, bool enumerateCollection) =>
            Runtime.WriteObject(sendToPipeline, enumerateCollection);

        public void WriteError(ErrorRecord errorRecord) => Runtime.WriteError(errorRecord);

        public void WriteVerbose(string? text) => Runtime.WriteVerbose(text);

        public void WriteWarning(string? text) => Runtime.WriteWarning(text);

        public void WriteProgress(ProgressRecord progressRecord) => Runtime.WriteProgress(progressRecord);

        public void WriteDebug(string? text) => Runtime.WriteDebug(text);

        public void WriteInformation(object? messageData, string[]? tags)
        {
            var record = new InformationRecord(messageData, null);
            record.Tags.AddRange(tags ?? []);
            WriteInformation(record);
        }

        public void WriteInformation(InformationRecord informationRecord)
        {
            if (Runtime is ICommandRuntime2 newer)
            {
                newer.WriteInformation(informationRecord);
            }
        }

        public bool ShouldProcess(string? target) => Runtime.ShouldProcess(target);

        public bool ShouldProcess(string? target, string? action) => Runtime.ShouldProcess(target, action);

        public bool ShouldProcess(string? verboseDescription, string? verboseWarning, string? caption) =>
            Runtime.ShouldProcess(verboseDescription, verboseWarning, caption);

        public bool ShouldProcess(
            string? verboseDescription, string? verboseWarning, string? caption, out ShouldProcessReason shouldProcessReason) =>
            Runtime.ShouldProcess(verboseDescription, verboseWarning, caption, out shouldProcessReason);

        public bool ShouldContinue(string? query, string? caption) => Runtime.ShouldContinue(query, caption);

        public bool ShouldContinue(string? query, string? caption, ref bool yesToAll, ref bool noToAll) =>
            Runtime.ShouldContinue(query, caption, ref yesToAll, ref noToAll);

        public void ThrowTerminatingError(ErrorRecord errorRecord)
        {
            ArgumentNullException.ThrowIfNull(errorRecord);
            if (_runtime is null)
            {
                throw new CmdletInvocationException(errorRecord);
            }

            _runtime.ThrowTerminatingError(errorRecord);
        }

        internal virtual void Attach(Session session, CommandRuntime runtime, InvocationInfo invocation, CommandInfo command) =>
            _runtime = runtime;

        internal void SetParameterSetName(string name) => _parameterSetName = name;

        internal void DoBegin() => BeginProcessing();

        internal void DoProcess() => ProcessRecord();

        internal void DoEnd() => EndProcessing();

        internal void DoStop()
        {
            _stopping = true;
            StopProcessing();
        }
    }
}

namespace System.Management.Automation.Internal
{
    public abstract class InternalCommand
    {
        internal InternalCommand()
        {
        }
    }
}
