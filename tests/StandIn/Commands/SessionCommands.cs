using System.Management.Automation;
using StandIn.Objects;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Get", "Command", DefaultParameterSetName = "CmdletSet")]
[OutputType(typeof(CommandInfo))]
internal sealed class GetCommandCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "AllCommandSet")]
    public string[]? Name { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "CmdletSet")]
    public string[]? Verb { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "CmdletSet")]
    public string[]? Noun { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSSnapin")]
    public string[]? Module { get; set; }

    [Parameter(ParameterSetName = "AllCommandSet")]
    [Alias("Type")]
    public CommandTypes CommandType { get; set; } = CommandTypes.All;

    protected override void ProcessRecord()
    {
        if (Name is not null && Array.Find(Name, n => !WildcardPattern.ContainsWildcardCharacters(n) && EngineSession.Commands.Find(n) is null) is { } missing)
        {
            var failure = new CommandNotFoundException(missing, nameof(CommandNotFoundException), $"The term '{missing}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.");
            WriteError(new ErrorRecord(failure.ErrorRecord, failure));
            return;
        }

        IEnumerable<CommandInfo> found = Name is null
            ? EngineSession.Commands.All.Where(c => c is CmdletInfo)
            : Name.SelectMany(n => WildcardPattern.ContainsWildcardCharacters(n) ? EngineSession.Commands.Matching(n) : [EngineSession.Commands.Find(n)!]);
        found = found.Where(c => (c.CommandType & CommandType) != 0 && Any(Module, c.ModuleName) && (c is not CmdletInfo cmdlet || (Any(Verb, cmdlet.Verb) && Any(Noun, cmdlet.Noun))));
        WriteObject(found.DistinctBy(c => c.Name), enumerateCollection: true);
    }

    private static bool Any(string[]? patterns, string text) => patterns is null || Array.Exists(patterns, p => new WildcardPattern(p, WildcardOptions.IgnoreCase).IsMatch(text));
}

[Cmdlet("Import", "Module", DefaultParameterSetName = "Name")]
[OutputType(typeof(PSModuleInfo))]
internal sealed class ImportModuleCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    public string[] Name { get; set; } = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Assembly")]
    public System.Reflection.Assembly[]? Assembly { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string name in Assembly is null ? Name : Array.ConvertAll(Assembly, a => a.Location))
        {
            try
            {
                PSModuleInfo module = EngineSession.Modules.Import(name, Force);
                if (PassThru)
                {
                    WriteObject(module);
                }
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

[Cmdlet("Remove", "Module", SupportsShouldProcess = true, DefaultParameterSetName = "name")]
internal sealed class RemoveModuleCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "name")]
    public string[]? Name { get; set; }

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "ModuleInfo")]
    public PSModuleInfo[]? ModuleInfo { get; set; }

    protected override void ProcessRecord()
    {
        PSModuleInfo[] modules = ModuleInfo ?? [.. Name!.SelectMany(EngineSession.Modules.Matching)];
        if (modules.Length == 0 && Name is { Length: > 0 })
        {
            var failure = new InvalidOperationException("No modules were removed. Verify that the specification of modules to remove is correct and those modules exist in the runspace.");
            WriteError(new ErrorRecord(failure, "Modules_NoModulesRemoved", ErrorCategory.ResourceUnavailable, null));
        }

        foreach (PSModuleInfo module in modules)
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
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public DateTime? Date { get; set; }

    [Parameter]
    public string? Format { get; set; }

    [Parameter]
    public SwitchParameter AsUTC { get; set; }

    protected override void ProcessRecord()
    {
        DateTime date = Date ?? DateTime.Now;
        date = AsUTC ? date.ToUniversalTime() : date;
        WriteObject(Format is null ? date : date.ToString(Format == "o" || Format == "O" ? "o" : Format, System.Globalization.CultureInfo.CurrentCulture));
    }
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

    protected override void ProcessRecord() => WriteObject(AsPlainText ? new System.Net.NetworkCredential(string.Empty, String).SecurePassword : PSSerializer.Deserialize($"<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><SS>{ObjectText.Of(String)}</SS></Objs>"));
}
