class GroupFilter:
    def __init__(self, name, filters):
        self.name = name
        self.filters = filters


def apply_group_filter(source_DyF, group):
    return Filter.apply(frame=source_DyF, f=group.filters)


def threadedRoute(glueContext, source_DyF, group_filters) -> DynamicFrameCollection:
    with concurrent.futures.ThreadPoolExecutor() as executor:
        frames = executor.map(lambda group: apply_group_filter(source_DyF, group), group_filters)
    return DynamicFrameCollection({group.name: frame for group, frame in zip(group_filters, frames)}, glueContext)
