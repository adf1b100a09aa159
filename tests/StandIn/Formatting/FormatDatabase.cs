using System.Management.Automation;

namespace StandIn.Formatting;

internal sealed class FormatDatabase
{
    public void Load(string path, PSModuleInfo? module)
    {
        _ = path;
        _ = module;
    }

    public void Unload(string path) => _ = path;
}
