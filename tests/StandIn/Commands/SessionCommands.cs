using System.Management.Automation;
using StandIn.Objects;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Get", "Command")]
[OutputType(typeof(CommandInfo))]
internal sealed class GetCommandCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[]? Name { get; set; }

    protected override void ProcessRecord()
    {
        if (Name is not null
            && Array.Find(
                Name, n => !WildcardPattern.ContainsWildcardCharacters(n) && EngineSession.Commands.Find(n) is null) is { } missing)
        {
            var failure = new CommandNotFoundException(
                missing,
                nameof(CommandNotFoundException),
                $"The term '{missing}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the "
                    + "spelling of the name, or if a path was included, verify that the path is correct and try again.");
            WriteError(new ErrorRecord(failure.ErrorRecord, failure));
            return;
        }

        var found = Name is null
            ? EngineSession.Commands.All.Where(c => c is CmdletInfo)
            : Name.SelectMany(n =>
                WildcardPattern.ContainsWildcardCharacters(n) ? EngineSession.Commands.Matching(n) : [EngineSession.Commands.Find(n)!]);
        WriteObject(found.DistinctBy(c => c.Name), enumerateCollection: true);
    }
}

[Cmdlet("Import", "Module")]
internal sealed class ImportModuleCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string[] Name { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            try
            {
                EngineSession.Modules.Import(name);
            }
            catch (RuntimeException failure) when (failure.ErrorId == "Modules_ModuleNotFound")
            {
                WriteError(new ErrorRecord(failure.InnerException ?? failure, failure.ErrorId, ErrorCategory.ResourceUnavailable, name));
            }
        }
    }
}

[Cmdlet("Get", "Module")]
[OutputType(typeof(PSModuleInfo))]
internal sealed class GetModuleCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public string[] Name { get; set; } = ["*"];

    protected override void ProcessRecord() => WriteObject(Name.SelectMany(EngineSession.Modules.Matching), enumerateCollection: true);
}

[Cmdlet("Remove", "Module", SupportsShouldProcess = true)]
internal sealed class RemoveModuleCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string[]? Name { get; set; }

    protected override void ProcessRecord()
    {
        PSModuleInfo[] modules = [.. Name!.SelectMany(EngineSession.Modules.Matching)];
        if (modules.Length == 0 && Name is { Length: > 0 })
        {
            var failure = new InvalidOperationException(
                "No modules were removed. Verify that the specification of modules to remove is correct and those modules exist in the "
                    + "runspace.");
            WriteError(new ErrorRecord(failure, "Modules_NoModulesRemoved", ErrorCategory.ResourceUnavailable, null));
        }

        foreach (var module in modules)
        {
            if (ShouldProcess($"{module.Name} (Path: '{module.Path}')"))
            {
                EngineSession.Modules.Remove(module);
            }
        }
    }
}

[Cmdlet("Get", "Date")]
internal sealed class GetDateCommand : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(DateTime.Now);
}

[Cmdlet("ConvertTo", "SecureString", DefaultParameterSetName = "Secure")]
internal sealed class ConvertToSecureStringCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string String { get; set; } = string.Empty;

    [Parameter(Position = 1, ParameterSetName = "PlainText")]
    public SwitchParameter AsPlainText { get; set; }

    [Parameter(ParameterSetName = "PlainText")]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() =>
        WriteObject(
            AsPlainText
                ? new System.Net.NetworkCredential(string.Empty, String).SecurePassword
                : PSSerializer.Deserialize(
                    "<Objs Version=\"1.1.0.1\" "
                        + $"xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><SS>{ObjectText.Of(String)}</SS></Objs>"));
}
