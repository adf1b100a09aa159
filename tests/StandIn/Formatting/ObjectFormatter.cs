using System.Collections;
using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;
using StandIn.Commands;
using StandIn.Objects;

namespace StandIn.Formatting;

/// <summary>What a Format command was asked for; no kind at all is what an Out command does with plain objects.</summary>
internal sealed record FormatRequest(ViewKind? Kind)
{
    public IReadOnlyList<PropertySelector>? Properties { get; init; }

    public PropertySelector? GroupBy { get; init; }

    public string? ViewName { get; init; }

    public bool AutoSize { get; init; }

    public bool HideHeaders { get; init; }

    public bool Wrap { get; init; }

    public int Depth { get; init; } = 5;
}

/// <summary>Turns a stream of objects into records for an Out command. The first object decides how the rest is shown.</summary>
internal sealed class ObjectFormatter(FormatRequest request, Action<FormatInfoData> write)
{
    private const int MostTableProperties = 4;
    private Shaper? _shaper;
    private View? _view;
    private Func<PSObject, object?>? _groupOf;
    private string? _groupLabel;
    private object? _group;

    public void Add(PSObject? target)
    {
        if (PSObject.IsNothing(target))
        {
            return;
        }

        if (target!.BaseObject is not string && target.BaseObject is not System.Xml.XmlNode && target.BaseObject is IEnumerable many)
        {
            foreach (object? item in many)
            {
                Add(item is null ? null : PSObject.AsPSObject(item));
            }

            return;
        }

        if (Scalars.TextOf(target) is { } text)
        {
            // A string stays one piece, an error is lines.
            foreach (string piece in target.BaseObject is ErrorRecord ? LineBreaks.Split(text) : [text])
            {
                write(new FormatEntryData(new TextEntry(piece), outOfBand: true));
            }

            return;
        }

        if (_shaper is null)
        {
            Start(target);
        }
        else if (_view is { } view && !view.AppliesTo(target))
        {
            // A stranger among objects of a view: its properties, and then the view goes on.
            write(new FormatEntryData(new PropertyListShaper(null).Of(target), outOfBand: true));
            return;
        }

        if (_groupOf is not null && !LanguagePrimitives.Equals(_groupOf(target), _group, ignoreCase: true))
        {
            write(new GroupEndData());
            StartGroup(target);
        }

        write(new FormatEntryData(_shaper!.Of(target), outOfBand: false));
    }

    public void End()
    {
        if (_shaper is not null)
        {
            write(new GroupEndData());
            write(new FormatEndData());
            _shaper = null;
            _view = null;
        }
    }

    private void Start(PSObject first)
    {
        _view = request.Properties is null ? FormatDatabase.Current?.Find(first, request.Kind, request.ViewName) : null;
        _shaper = _view is null ? ByProperties(first) : ByView(_view.Control);
        if (request.GroupBy is { } by)
        {
            _groupOf = by.ValueOf;
            _groupLabel = by.DisplayName.Trim();
        }
        else if (_view?.GroupBy is { } grouping)
        {
            _groupOf = grouping.Field.ValueOf;
            _groupLabel = grouping.Label;
        }

        write(new FormatStartData(_shaper.Shape));
        StartGroup(first);
    }

    private void StartGroup(PSObject target)
    {
        _group = _groupOf?.Invoke(target);
        write(new GroupStartData(_groupOf is null ? null : $"{_groupLabel}: {ValueText.Of(_group)}"));
    }

    private Shaper ByView(ViewControl control) => control switch
    {
        TableControl table => new ViewTableShaper(table, request),
        ListControl list => new ViewListShaper(list),
        _ => new ViewCustomShaper((CustomControl)control),
    };

    private Shaper ByProperties(PSObject first) => request.Kind switch
    {
        ViewKind.Table => new PropertyTableShaper(first, request),
        ViewKind.List => new PropertyListShaper(request.Properties),
        ViewKind.Custom => new ClassShaper(request.Properties, request.Depth),
        _ => DisplayProperties.Of(first).Count <= MostTableProperties ? new PropertyTableShaper(first, request) : new PropertyListShaper(null),
    };
}
