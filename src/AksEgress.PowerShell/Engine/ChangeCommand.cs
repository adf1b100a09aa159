using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// What Set- cmdlets of resources share. Besides ShouldProcess they ask once more before open connections of
/// something in use are cut; -Force or -Confirm:$false answers that beforehand, so that runbooks never wait.
/// </summary>
/// <typeparam name="TView">The view that -InputObject takes and that -PassThru writes.</typeparam>
public abstract class ChangeCommand<TView> : PipelineCmdlet
    where TView : ArmResource
{
    /// <summary>The resource's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>Does not ask before open connections are cut.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the resource as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The resource that the pipeline, or else the command line, identifies.</summary>
    private protected virtual ArmResourceId Target() => ResolveSubject();

    /// <summary>The resource type that is changed.</summary>
    protected abstract string ResourceType { get; }

    /// <summary>Plans, asks and changes.</summary>
    /// <returns>The resource afterwards; null when the user said no, or under -WhatIf.</returns>
    protected abstract Task<TView?> ChangeAsync(ArmResourceId id, CancellationToken cancellationToken);

    /// <summary>Asks ShouldProcess, and then whether connections may be cut.</summary>
    /// <param name="sentence">What will happen.</param>
    /// <param name="cut">The question about what is cut, or null when nothing is.</param>
    protected async Task<bool> MayChangeAsync(string sentence, string? cut)
    {
        var caption = ResourceNouns.Describe(ResourceType);
        return await Streams.ShouldProcessAsync(sentence, sentence + "?", caption).ConfigureAwait(false)
            && (cut is null || Force || IsConfirmedBeforehand || await Streams.ShouldContinueAsync(cut, caption).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = Target();
        if (Piped is { IsRow: true })
        {
            ApplyRow("Name", "ResourceGroupName", "VirtualNetworkName");
        }

        var view = await ChangeAsync(id, cancellationToken).ConfigureAwait(false);
        if (PassThru && view is not null)
        {
            Streams.Result(view);
        }
    }
}
