using AksEgress.Mutations;

if (Options.Read(args) is not { } options)
{
    await Console.Error.WriteLineAsync(Options.Usage);
    return 2;
}

var mutations = Catalogue.All.Where(options.Selects).ToList();
if (mutations.Count == 0)
{
    await Console.Error.WriteLineAsync("There is no mutation of that name. --list shows the names.");
    return 2;
}

if (options.List)
{
    var stale = 0;
    foreach (var mutation in mutations)
    {
        var path = Path.Combine(Catalogue.Checkout, mutation.File);
        var isStale = !File.Exists(path) || mutation.CountIn(await File.ReadAllTextAsync(path)) != 1;
        stale += isStale ? 1 : 0;
        Console.WriteLine($"{(isStale ? "Stale " : string.Empty)}{mutation.Name,-40} {mutation.Breaks} ({mutation.File})");
    }

    return stale > 0 ? 1 : 0;
}

var scratch = options.Scratch ?? Directory.CreateTempSubdirectory("mutations-").FullName;
try
{
    Directory.CreateDirectory(scratch);
    var workspace = new Workspace(scratch);
    workspace.CopyFrom(Catalogue.Checkout);
    var results = await Runner.RunAsync(workspace, mutations, Console.WriteLine, result =>
    {
        if (options.Page is not null)
        {
            Report.Write(options.Page, [result]);
        }
    });
    Console.WriteLine(Report.Summary(results));
    return results.All(result => result.IsKilled || (result.Verdict == Verdict.Survived && result.Mutation.Accepted is not null)) ? 0 : 1;
}
finally
{
    if (options.Scratch is null)
    {
        Directory.Delete(scratch, recursive: true);
    }
}
