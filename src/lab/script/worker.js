// Runs in a worker, behind the module's own script: gets the compiled module and the texts once, then questions.
self.onmessage = async ({data}) => {
  if (data.module) {
    const ready = makeAllot({instantiateWasm: (imports, done) => {
      WebAssembly.instantiate(data.module, imports).then((instance) => done(instance, data.module));
      return {};
    }});
    self.allot = ready.then((allot) => {
      allot.ccall('allot_scenario', null, ['string', 'string'], [data.texts.name, data.texts.text]);
      for (const [path, text] of Object.entries(data.texts.files)) allot.ccall('allot_file', null, ['string', 'string'], [path, text]);
      return allot;
    });
    return;
  }
  const allot = await self.allot;
  const kind = allot.ccall('allot_ask', 'number', ['string'], [JSON.stringify(data.question)]);
  self.postMessage({id: data.id, kind, text: allot.UTF8ToString(allot.ccall('allot_reply', 'number', [], []))});
};
