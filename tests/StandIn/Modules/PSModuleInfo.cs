using System.Collections.ObjectModel;
using System.Reflection;

namespace System.Management.Automation;

public enum ModuleType
{
    Script = 0,
    Binary = 1,
    Manifest = 2,
    Cim = 3,
    Workflow = 4,
}

public sealed class PSModuleInfo
{
    private readonly List<PSModuleInfo> _nested = [];
    private readonly Dictionary<string, CmdletInfo> _cmdlets = new(StringComparer.OrdinalIgnoreCase);

    internal PSModuleInfo(string name, string path, ModuleType type)
    {
        Name = name;
        Path = path;
        ModuleType = type;
        ModuleBase = IO.Path.GetDirectoryName(path) ?? string.Empty;
    }

    public string Name { get; }

    public string Path { get; }

    public string ModuleBase { get; }

    public ModuleType ModuleType { get; }

    public string Description { get; set; } = string.Empty;

    public Guid Guid { get; internal set; }

    public Version Version { get; internal set; } = new(0, 0);

    public string Author { get; internal set; } = string.Empty;

    public string CompanyName { get; internal set; } = string.Empty;

    public string Copyright { get; internal set; } = string.Empty;

    public string? RootModule { get; internal set; }

    public Version? PowerShellVersion { get; internal set; }

    public Assembly? ImplementingAssembly { get; internal set; }

    public object? PrivateData { get; set; }

    public string? HelpInfoUri { get; internal set; }

    public Uri? ProjectUri { get; internal set; }

    public Uri? LicenseUri { get; internal set; }

    public Uri? IconUri { get; internal set; }

    public string? ReleaseNotes { get; internal set; }

    public IEnumerable<string> Tags { get; internal set; } = [];

    public IEnumerable<string> CompatiblePSEditions { get; internal set; } = [];

    public IEnumerable<string> FileList { get; internal set; } = [];

    public bool LogPipelineExecutionDetails { get; set; }

    public ReadOnlyCollection<PSModuleInfo> NestedModules => new(_nested);

    public ReadOnlyCollection<string> ExportedFormatFiles { get; internal set; } = new([]);

    public ReadOnlyCollection<string> ExportedTypeFiles { get; internal set; } = new([]);

    public Dictionary<string, CmdletInfo> ExportedCmdlets => _cmdlets;

    public Dictionary<string, FunctionInfo> ExportedFunctions { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, AliasInfo> ExportedAliases { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, PSVariable> ExportedVariables { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, CommandInfo> ExportedCommands
    {
        get
        {
            var all = new Dictionary<string, CommandInfo>(StringComparer.OrdinalIgnoreCase);
            foreach (CommandInfo command in _cmdlets.Values.Concat<CommandInfo>(ExportedFunctions.Values).Concat(ExportedAliases.Values))
            {
                all[command.Name] = command;
            }

            return all;
        }
    }

    public override string ToString() => Name;

    internal void AddNested(PSModuleInfo module) => _nested.Add(module);
}
