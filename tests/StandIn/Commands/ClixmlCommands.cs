using System.Management.Automation;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using StandIn.Serialization;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Export", "Clixml", SupportsShouldProcess = true, DefaultParameterSetName = "ByPath")]
internal sealed class ExportClixmlCommand : PSCmdlet, IDisposable
{
    private StreamWriter? _file;
    private XmlWriter? _xml;
    private ClixmlWriter? _writer;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    public string? Path { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; } = 2;

    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    public void Dispose()
    {
        _xml?.Dispose();
        _file?.Dispose();
    }

    protected override void BeginProcessing()
    {
        var path = GetUnresolvedProviderPathFromPSPath(Path ?? LiteralPath!);
        if (!ShouldProcess(path))
        {
            return;
        }

        if (NoClobber && File.Exists(path))
        {
            ThrowTerminatingError(new ErrorRecord(
                new IOException($"File {path} already exists and NoClobber was specified."),
                "NoClobber",
                ErrorCategory.ResourceExists,
                path));
        }

        try
        {
            _file = new StreamWriter(path, false, new UTF8Encoding(false));
        }
        catch (IOException failure)
        {
            ThrowTerminatingError(new ErrorRecord(failure, "FileOpenFailure", ErrorCategory.OpenError, null));
        }

        _xml = XmlWriter.Create(_file!, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true });
        _writer = new ClixmlWriter(_xml);
        _writer.Start();
    }

    protected override void ProcessRecord() => _writer?.Write(InputObject, Depth);

    protected override void EndProcessing()
    {
        _writer?.End();
        Dispose();
    }
}

[Cmdlet("Import", "Clixml", DefaultParameterSetName = "ByPath")]
internal sealed class ImportClixmlCommand : PSCmdlet
{
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByPath")]
    public string[]? Path { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path ?? LiteralPath!)
        {
            var full = GetUnresolvedProviderPathFromPSPath(path);
            if (!File.Exists(full))
            {
                ThrowTerminatingError(new ErrorRecord(
                    new FileNotFoundException($"Could not find file '{full}'.", full), "FileNotFound", ErrorCategory.ObjectNotFound, path));
            }

            foreach (var item in new ClixmlReader().ReadAll(XDocument.Load(full)))
            {
                WriteObject(item);
            }
        }
    }
}
