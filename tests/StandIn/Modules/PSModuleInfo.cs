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

    public Version Version { get; internal set; } = new(0, 0);

    public Assembly? ImplementingAssembly { get; internal set; }

    public ReadOnlyCollection<string> ExportedFormatFiles { get; internal set; } = new([]);

    public ReadOnlyCollection<string> ExportedTypeFiles { get; internal set; } = new([]);

    public Dictionary<string, CmdletInfo> ExportedCmdlets => _cmdlets;
}
