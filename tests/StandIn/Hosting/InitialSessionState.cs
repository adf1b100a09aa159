using System.Collections;
using System.Collections.ObjectModel;
using Microsoft.PowerShell;
using Microsoft.PowerShell.Commands;
using StandIn.Sessions;

namespace Microsoft.PowerShell
{
    public enum ExecutionPolicy
    {
        Unrestricted = 0,
        RemoteSigned = 1,
        AllSigned = 2,
        Restricted = 3,
        Default = Restricted,
        Bypass = 4,
        Undefined = 5,
    }
}

namespace Microsoft.PowerShell.Commands
{
    public class ModuleSpecification
    {
        public ModuleSpecification()
        {
        }

        public ModuleSpecification(string moduleName)
        {
            ArgumentException.ThrowIfNullOrEmpty(moduleName);
            Name = moduleName;
        }

        public ModuleSpecification(Hashtable moduleSpecification)
        {
            ArgumentNullException.ThrowIfNull(moduleSpecification);
            Name = moduleSpecification["ModuleName"]?.ToString() ?? throw new System.Management.Automation.PSArgumentException("A module specification needs a ModuleName.", nameof(moduleSpecification));
            Version = moduleSpecification["ModuleVersion"] is { } version ? new Version(version.ToString()!) : null;
            RequiredVersion = moduleSpecification["RequiredVersion"] is { } required ? new Version(required.ToString()!) : null;
            MaximumVersion = moduleSpecification["MaximumVersion"]?.ToString();
            Guid = moduleSpecification["GUID"] is { } guid ? System.Guid.Parse(guid.ToString()!) : null;
        }

        public string Name { get; } = string.Empty;

        public Version? Version { get; }

        public Version? RequiredVersion { get; }

        public string? MaximumVersion { get; }

        public Guid? Guid { get; }

        public override string ToString() => Name;
    }
}

namespace System.Management.Automation.Runspaces
{
    public class InitialSessionState
    {
        private readonly List<ModuleSpecification> _modules = [];

        protected InitialSessionState()
        {
        }

        public PSLanguageMode LanguageMode { get; set; } = PSLanguageMode.NoLanguage;

        public ExecutionPolicy ExecutionPolicy { get; set; } = ExecutionPolicy.Default;

        public PSThreadOptions ThreadOptions { get; set; }

        public bool ThrowOnRunspaceOpenError { get; set; }

        public bool DisableFormatUpdates { get; set; }

        public bool UseFullLanguageModeInDebugger { get; set; }

        public string? TranscriptDirectory { get; set; }

        public virtual InitialSessionStateEntryCollection<SessionStateVariableEntry> Variables { get; } = new();

        public virtual InitialSessionStateEntryCollection<SessionStateVariableEntry> EnvironmentVariables { get; } = new();

        public virtual InitialSessionStateEntryCollection<SessionStateCommandEntry> Commands { get; } = new();

        public virtual InitialSessionStateEntryCollection<SessionStateFormatEntry> Formats { get; } = new();

        public virtual InitialSessionStateEntryCollection<SessionStateTypeEntry> Types { get; } = new();

        public virtual InitialSessionStateEntryCollection<SessionStateAssemblyEntry> Assemblies { get; } = new();

        public virtual HashSet<string> StartupScripts { get; } = [];

        public ReadOnlyCollection<ModuleSpecification> Modules => new(_modules);

        public static InitialSessionState Create() => new();

        public static InitialSessionState CreateDefault() => new() { LanguageMode = PSLanguageMode.FullLanguage };

        public static InitialSessionState CreateDefault2() => CreateDefault();

        public void ImportPSModule(string[] name)
        {
            ArgumentNullException.ThrowIfNull(name);
            _modules.AddRange(name.Select(n => new ModuleSpecification(n)));
        }

        public void ImportPSModule(IEnumerable<ModuleSpecification> modules) => _modules.AddRange(modules ?? throw new PSArgumentNullException(nameof(modules)));

        public void ImportPSModulesFromPath(string path)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            ImportPSModule([.. IO.Directory.GetDirectories(path)]);
        }

        public InitialSessionState Clone()
        {
            var copy = new InitialSessionState
            {
                LanguageMode = LanguageMode,
                ExecutionPolicy = ExecutionPolicy,
                ThreadOptions = ThreadOptions,
                ThrowOnRunspaceOpenError = ThrowOnRunspaceOpenError,
                DisableFormatUpdates = DisableFormatUpdates,
                UseFullLanguageModeInDebugger = UseFullLanguageModeInDebugger,
                TranscriptDirectory = TranscriptDirectory,
            };
            copy._modules.AddRange(_modules);
            copy.Variables.Add(Variables);
            copy.EnvironmentVariables.Add(EnvironmentVariables);
            copy.Commands.Add(Commands);
            copy.Formats.Add(Formats);
            copy.Types.Add(Types);
            copy.Assemblies.Add(Assemblies);
            copy.StartupScripts.UnionWith(StartupScripts);
            return copy;
        }

        internal void Apply(Session session)
        {
            session.LanguageMode = LanguageMode;
            foreach (SessionStateVariableEntry entry in Variables)
            {
                session.Variables.SetGlobal(new PSVariable(entry.Name, entry.Value, entry.Options, entry.Attributes) { Description = entry.Description });
            }

            foreach (SessionStateVariableEntry entry in EnvironmentVariables)
            {
                Environment.SetEnvironmentVariable(entry.Name, entry.Value?.ToString());
            }

            foreach (SessionStateCmdletEntry entry in Commands.OfType<SessionStateCmdletEntry>())
            {
                session.Commands.Add(new CmdletInfo(entry.Name, entry.ImplementingType) { HelpFile = entry.HelpFileName ?? string.Empty });
            }

            foreach (SessionStateFormatEntry entry in Formats.Where(f => f.FileName is not null))
            {
                session.Formats.Load(entry.FileName!, null);
            }

            foreach (SessionStateTypeEntry entry in Types.Where(t => t.FileName is not null))
            {
                StandIn.Modules.TypesFile.Load(entry.FileName!, session.Types);
            }

            foreach (ModuleSpecification module in _modules)
            {
                ImportModule(session, module);
            }
        }

        // As the engine: a module that won't load leaves an error in $Error, unless opening is to fail for it.
        private void ImportModule(Session session, ModuleSpecification module)
        {
            try
            {
                session.Modules.Import(module.Name);
            }
            catch (RuntimeException failure) when (!ThrowOnRunspaceOpenError)
            {
                session.RememberError(new ErrorRecord(failure.ErrorRecord, failure));
            }
            catch (RuntimeException failure)
            {
                throw new RunspaceOpenModuleLoadException($"One or more errors occurred processing the module '{module.Name}' specified in the InitialSessionState object used to create this runspace. See the ErrorRecords property for a complete list of errors. The first error was: {failure.Message}", failure);
            }
        }
    }

    public class RunspaceOpenModuleLoadException : RuntimeException
    {
        public RunspaceOpenModuleLoadException()
        {
        }

        public RunspaceOpenModuleLoadException(string? message)
            : base(message)
        {
        }

        public RunspaceOpenModuleLoadException(string? message, Exception? innerException)
            : base(message, innerException)
        {
        }
    }
}
